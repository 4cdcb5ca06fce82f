/**
 * What is counted: the names of the instruments and the registry that holds them, free of allocation where they are
 * used.
 */
@NullMarked
package io.troupe.metrics;

import org.jspecify.annotations.NullMarked;
