/** What a person types: the commands of {@code bin/troupe}. */
@NullMarked
package io.troupe.cli;

import org.jspecify.annotations.NullMarked;
