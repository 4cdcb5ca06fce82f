package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import io.troupe.zab.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    private static final JournalSettings SETTINGS = OpenLog.settings(4_000, 0);

    private final DiskTwin disk = new DiskTwin();

    private static Batch batch(long firstZxid, int entries) {
        return Batch.sequence(firstZxid, 1, 1, List.of(new Submission(entries, new byte[100])));
    }

    private static LogRecord accepted(Batch... batches) {
        return new LogRecord.Accepted(List.of(batches), 0);
    }

    private static List<LogRecord> enter(long epoch) {
        return List.of(new LogRecord.EpochPromised(epoch, 1), new LogRecord.EpochEntered(epoch, 1, 9));
    }

    @Test
    void everyReadAndEveryFloorIsWhatTheHistorySays() throws IOException {
        for (long seed = 0; seed < 30; seed++) {
            DiskTwin anotherDisk = new DiskTwin();
            OpenLog log = new OpenLog(anotherDisk, SETTINGS);
            History history = new History(seed, 300);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 150; i++) {
                log.append(history.next());
                compare("seed " + seed, log, history, random);
            }
            compare("seed " + seed + ", opened again", new OpenLog(anotherDisk, SETTINGS), history, random);
        }
    }

    private static void compare(String as, OpenLog log, History history, SplittableRandom random) throws IOException {
        List<Batch> live = history.live();
        int from = random.nextInt(live.size() + 1);
        long after = from == 0 ? 0 : live.get(from - 1).lastZxid();
        int maxBytes = random.nextInt(2_000);
        assertThat(log.read(after, maxBytes)).as(as).isEqualTo(within(live.subList(from, live.size()), maxBytes));

        long zxid = random.nextLong(history.state().lastZxid() + 2);
        if (from > 0 && random.nextBoolean()) {
            zxid = after + random.nextInt(3) - 1;
        }
        long asked = zxid;
        assertThat(log.floor(asked))
                .as("%s, floor of %s", as, Zxid.text(asked))
                .isEqualTo(live.stream()
                        .mapToLong(Batch::lastZxid)
                        .filter(end -> end <= asked)
                        .max()
                        .orElse(0));
    }

    private static List<Batch> within(List<Batch> batches, int maxBytes) {
        List<Batch> taken = new ArrayList<>();
        int bytes = 0;
        for (Batch batch : batches) {
            bytes += batch.bytes().length;
            if (!taken.isEmpty() && bytes > maxBytes) {
                break;
            }
            taken.add(batch);
        }
        return taken;
    }

    @Test
    void whatIsTruncatedWhileItIsReadIsNotHandedOut() throws IOException {
        OpenLog log = new OpenLog(disk, SETTINGS);
        log.append(enter(1));
        log.append(List.of(accepted(batch(Zxid.of(1, 1), 2), batch(Zxid.of(1, 3), 1))));
        ReadPlan read = log.fold().planRead(0, Long.MAX_VALUE, 1_000);
        FloorPlan floor = log.fold().planFloor(Long.MAX_VALUE);
        LogReader reader = new LogReader(disk, SETTINGS);
        List<Batch> batches = reader.read(read);
        long found = reader.floor(floor);
        assertThat(batches).hasSize(2);
        assertThat(found).isEqualTo(Zxid.of(1, 3));

        log.append(List.of(new LogRecord.EpochPromised(2, 1), new LogRecord.Truncated(Zxid.of(1, 2))));

        assertThat(log.fold().stillLive(read, batches)).containsExactly(batches.get(0));
        assertThat(log.fold().stillLive(floor, found)).isEqualTo(Zxid.of(1, 2));
    }

    @Test
    void aReadStopsAtTheZxidUpToWhichItWasAsked() throws IOException {
        OpenLog log = new OpenLog(disk, SETTINGS);
        log.append(enter(1));
        log.append(List.of(accepted(batch(Zxid.of(1, 1), 2), batch(Zxid.of(1, 3), 2), batch(Zxid.of(1, 5), 2))));

        ReadPlan plan = log.fold().planRead(Zxid.of(1, 2), Zxid.of(1, 5), 1_000);

        assertThat(new LogReader(disk, SETTINGS).read(plan))
                .extracting(Batch::lastZxid)
                .containsExactly(Zxid.of(1, 4));
    }

    @Test
    void nothingBeforeAnInstalledSnapshotIsRead() throws IOException {
        OpenLog log = new OpenLog(disk, SETTINGS);
        log.append(enter(1));
        log.append(List.of(accepted(batch(Zxid.of(1, 1), 2))));
        log.append(List.of(
                new LogRecord.EpochPromised(3, 2),
                new LogRecord.Installed(Zxid.of(2, 8), 0, 1, 1),
                accepted(batch(Zxid.of(2, 9), 1))));

        assertThat(log.read(0, 1_000)).isEmpty();
        assertThat(log.read(Zxid.of(2, 8), 1_000)).hasSize(1);
        assertThat(log.floor(Zxid.of(2, 8))).isEqualTo(Zxid.of(2, 8));
        assertThat(log.floor(Zxid.of(1, 2))).isZero();
    }

    @Test
    void whatCanNoLongerBeReadIsNamed() throws IOException {
        OpenLog log = new OpenLog(disk, SETTINGS);
        log.append(enter(1));
        log.append(List.of(accepted(batch(Zxid.of(1, 1), 2))));
        byte[] harmed = disk.contents(SegmentName.of(1));
        harmed[harmed.length - 1] ^= 1;
        disk.plant(SegmentName.of(1), harmed);

        assertThatThrownBy(() -> log.read(0, 1_000))
                .isInstanceOf(DamagedLog.class)
                .hasMessageContaining("twin:/0000000000000000001.log, offset ");

        disk.strike((call, file) -> call == DiskFault.Call.READ ? new DiskFault.Fail() : DiskFault.None.NONE);
        assertThatThrownBy(() -> log.read(0, 1_000))
                .isInstanceOf(LogFailed.class)
                .hasMessageContaining("twin:/0000000000000000001.log (Input/output error)");
    }
}
