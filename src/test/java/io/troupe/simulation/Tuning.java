package io.troupe.simulation;

import io.troupe.journal.JournalSettings;
import io.troupe.zab.ZabSettings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sizes of a schedule. They are small, so that what takes a busy day elsewhere (a window that fills, a segment that
 * ends, memory that does not reach back) happens all the time.
 */
record Tuning(
        int peers,
        int windowBytes,
        int batchBytes,
        int feedBytes,
        long segmentBytes,
        long preallocateBytes,
        int snapshotEntries) {

    static Tuning of(int peers, Chance chance) {
        return new Tuning(
                peers,
                chance.pick(List.of(600, 2_000, 20_000)),
                chance.pick(List.of(200, 1_000, 8_000)),
                chance.pick(List.of(300, 2_000, 50_000)),
                chance.pick(List.of(700L, 5_000L, 50_000L)),
                chance.pick(List.of(0L, 500L, 4_000L)),
                chance.pick(List.of(6, 40, 300)));
    }

    static Tuning usual(int peers) {
        return new Tuning(peers, 4_000, 2_000, 4_000, 5_000, 2_000, 20);
    }

    ZabSettings zab(int self) {
        List<Integer> voters = IntStream.rangeClosed(1, peers).boxed().toList();
        return new ZabSettings(self, voters, 100, 1_000, 5_000, 3_000, 1_500, 200, windowBytes, batchBytes, 1);
    }

    JournalSettings journal(int self, long salt) {
        return new JournalSettings(self, segmentBytes, preallocateBytes, salt);
    }
}
