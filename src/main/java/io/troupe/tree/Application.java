package io.troupe.tree;

/** One entry applied. */
final class Application {
    private Application() {}

    static Outcome of(Entry entry, long zxid, long stampMillis, Forest forest) {
        throw new UnsupportedOperationException("to follow");
    }
}
