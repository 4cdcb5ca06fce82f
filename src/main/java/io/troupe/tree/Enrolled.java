package io.troupe.tree;

import org.jspecify.annotations.Nullable;

/** What stands in a {@link Roll}, one at a time, and knows its neighbours there. {@code I} is its image. */
abstract class Enrolled<I> {
    @Nullable
    Enrolled<I> before;

    @Nullable
    Enrolled<I> after;

    /** The number of the last cut that has its image, or came before it. */
    int seenByCut;

    /** As it is now, and unchanged by what happens to it later. */
    abstract I image();
}
