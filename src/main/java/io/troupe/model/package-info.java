/** The nouns: what peers, trees and clients speak of. Pure: no I/O, no clock, no chance. */
package io.troupe.model;
