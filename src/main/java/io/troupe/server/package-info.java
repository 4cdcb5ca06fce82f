/** The root: reads a peer's configuration, holds clock and chance, and assembles the peer. Nothing else. */
package io.troupe.server;
