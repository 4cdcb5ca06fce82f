/** Bytes to nouns and back: ZooKeeper's client protocol and the four-letter words. Pure: no sockets, clock, chance. */
@NullMarked
package io.troupe.wire;

import org.jspecify.annotations.NullMarked;
