package io.troupe.zab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The leader's most recent batches, in memory up to a number of bytes, for followers that are not far behind. What is
 * not durable yet stays whatever it weighs, so that what is not here can be read from the log: there is never a gap
 * between the two (ZOOKEEPER-2418).
 */
final class LogTail {
    private final int bytesMax;
    private final NavigableMap<Long, Batch> batches = new TreeMap<>();
    private long startZxid;
    private long bytes;

    /** Empty; the log ends at {@code endZxid}. */
    LogTail(long endZxid, int bytesMax) {
        this.startZxid = endZxid;
        this.bytesMax = bytesMax;
    }

    void add(Batch batch) {
        batches.put(batch.firstZxid(), batch);
        bytes += batch.bytes().length;
    }

    /** Lets go of the oldest, as far as they are over the limit and on disk. */
    void trim(long durableZxid) {
        while (bytes > bytesMax && batches.firstEntry().getValue().lastZxid() <= durableZxid) {
            Batch oldest = batches.pollFirstEntry().getValue();
            bytes -= oldest.bytes().length;
            startZxid = oldest.lastZxid();
        }
    }

    /** Whether all that comes after {@code zxid} is here. */
    boolean reachesBackTo(long zxid) {
        return zxid >= startZxid;
    }

    /** What comes after {@code zxid}, up to {@code limitBytes} but at least one batch if there is one. */
    List<Batch> after(long zxid, int limitBytes) {
        List<Batch> next = new ArrayList<>();
        long size = 0;
        for (Batch batch : batches.tailMap(zxid, false).values()) {
            size += batch.bytes().length;
            if (size > limitBytes && !next.isEmpty()) {
                break;
            }
            next.add(batch);
        }
        return next;
    }
}
