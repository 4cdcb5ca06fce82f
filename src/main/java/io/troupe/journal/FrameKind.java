package io.troupe.journal;

/** What the writer must know of a frame without looking into it. The ordinal is on disk: add at the end only. */
enum FrameKind {
    /** Never written: zeros are what a file holds where nothing was. */
    NONE,
    /** Stands anywhere in a segment but first. */
    ORDINARY,
    /** Stands first in its segment; writing it opens one. */
    OPENS_SEGMENT;

    private static final FrameKind[] VALUES = values();

    /** @return {@link #NONE} for what is no kind of frame */
    static FrameKind of(byte code) {
        return code > 0 && code < VALUES.length ? VALUES[code] : NONE;
    }
}
