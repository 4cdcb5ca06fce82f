package io.troupe.tree;

/**
 * What a cut of a whole tree is, before any of it is read.
 *
 * @param zxid of the last entry in it; every earlier one is in it, and no later one
 * @param digest of all of it, sessions included
 * @param rulesVersion the highest one that any entry so far was to be applied by
 * @param stampMillis no entry in it bears a later stamp
 */
public record CutHead(long zxid, long digest, int rulesVersion, long stampMillis) {
    /** Of a tree that no entry has touched. */
    static final CutHead NOTHING = new CutHead(0, 0, 1, 0);
}
