/**
 * What is counted: the names of the instruments and the registry that holds them, free of allocation where they are
 * used.
 */
package io.troupe.metrics;
