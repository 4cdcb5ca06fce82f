package io.troupe.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The bytes of one file as a process sees them, and as the platter has them. */
final class FileTwin {
    private static final int SECTOR_BYTES = 512;

    private byte[] seen = new byte[0];
    private int seenSize;
    private byte[] durable = new byte[0];
    private final List<Change> unsynced = new ArrayList<>();

    /** A write, or a cut to {@code position} if {@code bytes} is null. */
    private record Change(int position, byte[] bytes) {}

    int size() {
        return seenSize;
    }

    byte[] read(int position, int length) {
        int end = Math.min(seenSize, position + length);
        return Arrays.copyOfRange(seen, Math.min(position, end), end);
    }

    void write(int position, byte[] bytes) {
        int end = position + bytes.length;
        if (end > seen.length) {
            seen = Arrays.copyOf(seen, Math.max(end, seen.length * 2));
        }
        System.arraycopy(bytes, 0, seen, position, bytes.length);
        seenSize = Math.max(seenSize, end);
        unsynced.add(new Change(position, bytes));
    }

    void truncate(int size) {
        if (size < seenSize) {
            Arrays.fill(seen, size, seenSize, (byte) 0);
            seenSize = size;
            unsynced.add(new Change(size, null));
        }
    }

    void force() {
        unsynced.forEach(this::toPlatter);
        unsynced.clear();
    }

    /** What was due counts as saved and is not: it can be read, and no later force saves it. */
    void forceInVain() {
        unsynced.clear();
    }

    /** Only what was forced is sure to be left; of the rest, anything. */
    void powerLoss(RandomGenerator random) {
        loseSome(random);
        unsynced.clear();
        seen = durable.clone();
        seenSize = durable.length;
    }

    private void loseSome(RandomGenerator random) {
        for (Change change : unsynced) {
            switch (random.nextInt(4)) {
                case 0 -> toPlatter(change);
                case 1 -> toPlatter(torn(change, random));
                case 2 -> scattered(change, random);
                default -> {}
            }
        }
    }

    private static Change torn(Change change, RandomGenerator random) {
        return change.bytes() == null
                ? change
                : new Change(
                        change.position(), Arrays.copyOf(change.bytes(), random.nextInt(change.bytes().length + 1)));
    }

    private void scattered(Change change, RandomGenerator random) {
        if (change.bytes() == null) {
            return;
        }
        for (int from = 0; from < change.bytes().length; ) {
            int position = change.position() + from;
            int to = Math.min(change.bytes().length, from + SECTOR_BYTES - position % SECTOR_BYTES);
            if (random.nextBoolean()) {
                toPlatter(new Change(position, Arrays.copyOfRange(change.bytes(), from, to)));
            }
            from = to;
        }
    }

    private void toPlatter(Change change) {
        if (change.bytes() == null) {
            durable = Arrays.copyOf(durable, Math.min(durable.length, change.position()));
            return;
        }
        if (change.position() + change.bytes().length > durable.length) {
            durable = Arrays.copyOf(durable, change.position() + change.bytes().length);
        }
        System.arraycopy(change.bytes(), 0, durable, change.position(), change.bytes().length);
    }
}
