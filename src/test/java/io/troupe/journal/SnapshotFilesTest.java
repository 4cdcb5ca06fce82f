package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.tree.CutChunk;
import io.troupe.tree.CutHead;
import io.troupe.tree.Grown;
import io.troupe.tree.Partition;
import io.troupe.tree.TreeDump;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A snapshot is read whole and as it was written, or not at all. */
class SnapshotFilesTest {
    private static final int SELF = 3;
    private static final long ENSEMBLE = 0x77;

    private final List<String> passedOver = new ArrayList<>();
    private DiskTwin disk = new DiskTwin();
    private SnapshotFiles files = files(SELF);

    private SnapshotFiles files(int peerId) {
        return new SnapshotFiles(disk, peerId, new LogObserver() {
            @Override
            public void snapshotPassedOver(String why) {
                passedOver.add(why);
            }
        });
    }

    /** Of an untouched tree; that it is said to be of another zxid is nobody's business here. */
    private void write(long zxid) throws IOException {
        Partition partition = new Partition(2);
        CutHead cut = open(partition);
        CutHead named = new CutHead(zxid, cut.digest(), cut.rulesVersion(), cut.stampMillis());
        try (SnapshotWriter writer = files.create(SnapshotHeader.of(SELF, ENSEMBLE, named))) {
            CutChunk chunk = partition.cut().read(100);
            for (; !chunk.last(); chunk = partition.cut().read(100)) {
                writer.write(chunk.bytes());
            }
            writer.write(chunk.bytes());
            writer.finish();
            files.written(zxid);
        }
    }

    private static CutHead open(Partition partition) {
        partition.cut().want();
        return partition.cut().open();
    }

    private Optional<Grown> newest() throws IOException {
        return newest(0, Long.MAX_VALUE);
    }

    private Optional<Grown> newest(long from, long to) throws IOException {
        return files.newest(from, to, ENSEMBLE, 4);
    }

    private static long zxid(Optional<Grown> grown) {
        return grown.orElseThrow().head().zxid();
    }

    private List<Long> zxids() throws IOException {
        return SnapshotName.snapshotsAmong(disk.list());
    }

    private void edit(long zxid, Edit edit) throws IOException {
        try (DiskFile file = disk.open(SnapshotName.of(zxid))) {
            edit.on(file);
        }
    }

    private interface Edit {
        void on(DiskFile file) throws IOException;
    }

    private long sizeOf(long zxid) throws IOException {
        try (DiskFile file = disk.open(SnapshotName.of(zxid))) {
            return file.size();
        }
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        write(5);
        Grown grown = newest().orElseThrow();

        assertThat(TreeDump.of(List.of(grown.crown()), grown.sessions()))
                .containsOnlyKeys("/", "/zookeeper", "/zookeeper/config", "/zookeeper/quota");
        assertThat(grown.subtrees()).hasSize(4);
    }

    @Test
    void theNewestIsTakenThatIsNotTooNew() throws IOException {
        write(5);
        write(7);
        write(1L << 33);

        assertThat(zxid(newest())).isEqualTo(1L << 33);
        assertThat(zxid(newest(0, 8))).isEqualTo(7);
        assertThat(zxid(newest(5, 6))).isEqualTo(5);
        assertThat(newest(8, 9)).isEmpty();
    }

    @Test
    void everyFlippedByteIsNoticedAndAnOlderSnapshotTaken() throws IOException {
        write(5);
        write(7);
        for (long at = 0; at < sizeOf(7); at++) {
            flip(at);
            try {
                assertThat(zxid(newest())).as("byte %d", at).isEqualTo(5);
                assertThat(passedOver).singleElement().asString().contains("offset");
            } catch (RefusedLog refused) {
                assertThat(at).as("only a later version may look different").isBetween(8L, 11L);
            }
            passedOver.clear();
            flip(at);
        }
        assertThat(zxid(newest())).isEqualTo(7);
    }

    private void flip(long at) throws IOException {
        edit(7, file -> {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 0x10)).flip();
            file.writeFully(one, at);
        });
    }

    @Test
    void noPrefixPassesForTheWhole() throws IOException {
        write(5);
        write(7);
        for (long size = sizeOf(7) - 1; size >= 0; size--) {
            long cut = size;
            edit(7, file -> file.truncate(cut));
            assertThat(zxid(newest())).as("%d bytes", size).isEqualTo(5);
        }
    }

    @Test
    void garbageBehindTheEndIsNoticed() throws IOException {
        write(5);
        write(7);
        long size = sizeOf(7);
        edit(7, file -> file.writeFully(ByteBuffer.allocate(1), size));

        assertThat(zxid(newest())).isEqualTo(5);
    }

    /** ZOOKEEPER-2325: where all are damaged there is none, rather than an empty one. */
    @Test
    void whereAllAreDamagedThereIsNone() throws IOException {
        write(5);
        edit(5, file -> file.truncate(0));

        assertThat(newest()).isEmpty();
        assertThat(zxids()).containsExactly(5L);
    }

    @Test
    void snapshotsOfOthersAreRefusedByName() throws IOException {
        write(5);
        assertThatThrownBy(() -> files(4).newest(0, 9, ENSEMBLE, 2))
                .isInstanceOf(RefusedLog.class)
                .hasMessageContaining("belongs to peer 3");
        assertThatThrownBy(() -> files.newest(0, 9, 0x88, 2))
                .isInstanceOf(RefusedLog.class)
                .hasMessageContaining("ensemble 77");
    }

    @Test
    void aFileUnderAnotherNameIsNoticed() throws IOException {
        write(5);
        disk.rename(SnapshotName.of(5), SnapshotName.of(6));

        assertThat(newest()).isEmpty();
    }

    /** ZOOKEEPER-3231. */
    @Test
    void aDamagedOneDoesNotCountAmongThoseThatAreKept() throws IOException {
        for (long zxid = 1; zxid <= 5; zxid++) {
            write(zxid);
        }
        edit(5, file -> file.truncate(100));
        SnapshotFiles anew = files(SELF);

        assertThat(anew.retain(2)).contains(3L);
        assertThat(zxids()).containsExactly(5L, 4L, 3L);
        assertThat(zxid(anew.newest(0, 9, ENSEMBLE, 1))).isEqualTo(4);
    }

    @Test
    void theOnlyWholeOneNeverGoes() throws IOException {
        write(1);
        write(2);
        edit(2, file -> file.truncate(100));

        assertThat(files(SELF).retain(1)).contains(1L);
        assertThat(zxids()).containsExactly(2L, 1L);
    }

    @Test
    void aCrashAtAnyCallLeavesTheOldOneAndTheNewOneWholeOrNotThere() throws IOException {
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            disk = new DiskTwin();
            files = files(SELF);
            write(5);
            boolean written = writesUntil(random.nextInt(14), random.nextInt(100));
            if (random.nextBoolean()) {
                disk.crash();
            }
            disk.powerLoss(seed);
            SnapshotFiles next = new SnapshotFiles(disk, SELF, LogObserver.SILENT);
            next.tidy();
            long found = zxid(next.newest(0, 9, ENSEMBLE, 2));
            assertThat(found).as("seed %d", seed).isIn(written ? List.of(7L) : List.of(5L, 7L));
            assertThat(disk.list()).as("seed %d", seed).noneMatch(SnapshotName::isUnfinished);
        }
    }

    private boolean writesUntil(int calls, int bytes) throws IOException {
        int[] left = {calls};
        disk.strike((call, file) -> left[0]-- > 0 ? DiskFault.None.NONE : new DiskFault.Die(bytes));
        try {
            write(7);
            return true;
        } catch (DiskTwin.Died died) {
            return false;
        }
    }
}
