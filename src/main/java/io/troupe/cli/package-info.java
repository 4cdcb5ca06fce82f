/** What a person types: the commands of {@code bin/troupe}. */
package io.troupe.cli;
