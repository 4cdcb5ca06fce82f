package io.troupe.tree;

/**
 * Which parts of a partition something touches: the crown, and subtrees by number. What touches one subtree and nothing
 * else is done there; all else spans, and the subtrees touched must be lent for it.
 */
public final class Places {
    /** More subtrees than this are not supported. */
    public static final int SUBTREES_MAX = 63;

    public static final Places NONE = new Places(0);

    private static final int CROWN_BIT = 63;

    public static final Places CROWN = new Places(1L << CROWN_BIT);

    private static final Places[] SINGLE = new Places[SUBTREES_MAX];

    static {
        for (int i = 0; i < SUBTREES_MAX; i++) {
            SINGLE[i] = new Places(1L << i);
        }
    }

    private final long bits;

    private Places(long bits) {
        this.bits = bits;
    }

    public static Places subtree(int index) {
        return SINGLE[index];
    }

    /** Every one of {@code count} subtrees. */
    static Places allOf(int count) {
        return new Places((1L << count) - 1);
    }

    public Places with(Places other) {
        return contains(other) ? this : other.contains(this) ? other : new Places(bits | other.bits);
    }

    public boolean contains(Places other) {
        return (bits & other.bits) == other.bits;
    }

    /** One subtree alone, which can do it by itself. */
    public boolean isOneSubtree() {
        return bits > 0 && (bits & bits - 1) == 0;
    }

    /** Meaningful where {@link #isOneSubtree}. */
    public int index() {
        return Long.numberOfTrailingZeros(bits);
    }

    public boolean hasSubtree(int index) {
        return (bits >>> index & 1) == 1;
    }

    /** Nothing has to be lent for it. */
    public boolean hasNoSubtree() {
        return (bits & ~CROWN.bits) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Places places && places.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public String toString() {
        return "Places[" + Long.toBinaryString(bits) + ']';
    }
}
