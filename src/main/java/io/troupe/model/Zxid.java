package io.troupe.model;

/**
 * The order of everything: an epoch in the high 32 bits, a counter within that epoch in the low 32 (ZAB paper, section
 * III). A zxid is a plain {@code long} wherever it travels; this class is how one is taken apart. Zxids compare as
 * signed longs, which is right as long as epochs stay below 2^31.
 */
public final class Zxid {
    /** Before the first transaction. */
    public static final long NONE = 0;

    /** The last counter of an epoch; the leader opens a new epoch before it is used up. */
    public static final long MAX_COUNTER = 0xffff_ffffL;

    private Zxid() {}

    /** The zxid of {@code counter} in {@code epoch}. @throws IllegalArgumentException where one does not fit */
    public static long of(long epoch, long counter) {
        if (epoch < 0 || epoch > Integer.MAX_VALUE || counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("no zxid has epoch " + epoch + " and counter " + counter);
        }
        return epoch << 32 | counter;
    }

    public static long epochOf(long zxid) {
        return zxid >>> 32;
    }

    public static long counterOf(long zxid) {
        return zxid & MAX_COUNTER;
    }

    /** As operators know it from ZooKeeper: {@code 0x200000003}. */
    public static String text(long zxid) {
        return "0x" + Long.toHexString(zxid);
    }
}
