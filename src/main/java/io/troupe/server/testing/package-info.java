/** Ensembles that live in a test's own process. */
@NullMarked
package io.troupe.server.testing;

import org.jspecify.annotations.NullMarked;
