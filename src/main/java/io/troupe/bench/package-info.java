/** The load generator: what drives an ensemble, what it measures of it, and how that is shown. */
@NullMarked
package io.troupe.bench;

import org.jspecify.annotations.NullMarked;
