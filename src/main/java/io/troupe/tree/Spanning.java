package io.troupe.tree;

/** Applies what touches more than one subtree, or the crown, to all of them at once. */
public final class Spanning {

    private Spanning() {}

    /**
     * What comes of {@code entry}, which its session's table has accepted. Everything that {@link Routes#placesOf}
     * named must be in {@code lending}. Whatever goes wrong is an outcome, and then nothing has changed.
     */
    public static Outcome apply(Entry entry, long zxid, long stampMillis, Lending lending) {
        return Application.of(entry, zxid, stampMillis, lending);
    }
}
