/**
 * The whole service in one thread from one seed: production code on a virtual clock, network and disk, watched by
 * checkers.
 */
package io.troupe.simulation;
