/** The root: reads a peer's configuration, holds clock and chance, and assembles the peer. Nothing else. */
@NullMarked
package io.troupe.server;

import org.jspecify.annotations.NullMarked;
