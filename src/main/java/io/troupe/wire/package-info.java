/** Bytes to nouns and back: ZooKeeper's client protocol and its four-letter words. Pure: no sockets, no clock, no chance. */
package io.troupe.wire;
