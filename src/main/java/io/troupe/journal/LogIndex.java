package io.troupe.journal;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way from a zxid to its place on disk: not each batch but one in a while is noted, and what lies between is found
 * by reading on. Where the log grows long, every second note goes and the stretches double, so memory is bounded.
 */
final class LogIndex {
    private static final int NOTES_MAX = 16_384;

    /** Notes by the last live zxid before the frame that they point to. */
    private final TreeMap<Long, Position> notes = new TreeMap<>();

    private Truncations truncations = Truncations.NONE;
    private long stretchBytes;
    private long bytesSinceNote;
    private boolean noteNext = true;

    LogIndex(long stretchBytes) {
        this.stretchBytes = stretchBytes;
    }

    /** Live batches that follow {@code lastZxid} stand at {@code position}. */
    void accepted(long lastZxid, Position position, long bytes) {
        if (noteNext || bytesSinceNote >= stretchBytes) {
            notes.put(lastZxid, position);
            noteNext = false;
            bytesSinceNote = 0;
            thin();
        }
        bytesSinceNote += bytes;
    }

    /** All before {@code seqNr} that ends behind {@code afterZxid} is void. */
    void truncated(long seqNr, long afterZxid) {
        truncations = truncations.with(seqNr, afterZxid);
        notes.tailMap(afterZxid, false).clear();
        noteNext = true;
    }

    /** Nothing before {@code seqNr} is to be read any more. */
    void restarted(long seqNr) {
        truncations = Truncations.NONE.with(seqNr, -1);
        notes.clear();
        noteNext = true;
    }

    private void thin() {
        if (notes.size() > NOTES_MAX) {
            stretchBytes *= 2;
            Iterator<Position> each = notes.values().iterator();
            while (each.hasNext()) {
                each.next();
                if (each.hasNext()) {
                    each.next();
                    each.remove();
                }
            }
        }
    }

    /** Where to start reading for what comes after this zxid. @return null if there is nothing */
    @Nullable
    Position before(long zxid) {
        Map.Entry<Long, Position> floor = notes.floorEntry(zxid);
        return floor == null ? null : floor.getValue();
    }

    /** A zxid that lives and is the end of a batch, or the log's base: the last one noted up to this one. */
    long floor(long zxid, long base) {
        Long floor = notes.floorKey(zxid);
        return floor == null ? base : Math.max(base, floor);
    }

    Truncations truncations() {
        return truncations;
    }

    int size() {
        return notes.size();
    }
}
