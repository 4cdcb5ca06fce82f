/** The nouns: what peers, trees and clients speak of. Pure: no I/O, no clock, no chance. */
@NullMarked
package io.troupe.model;

import org.jspecify.annotations.NullMarked;
