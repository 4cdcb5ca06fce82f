package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.zab.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Processes die, disks fail and the power goes at every call that is made to the disk, again and again over one log.
 * What the log once said was durable, and what it once showed when it was opened, is never missing; and what remains is
 * a beginning of what was appended.
 */
class LogCrashTest {
    private static final int SEEDS = Integer.getInteger("journal.crash.seeds", 200);
    private static final Long ONE_SEED = Long.getLong("journal.crash.seed");
    private static final int LIVES = 8;

    @Test
    void nothingThatWasDurableIsEverMissingAndWhatRemainsIsAPrefix() throws IOException {
        long first = ONE_SEED == null ? 0 : ONE_SEED;
        for (long seed = first; seed < (ONE_SEED == null ? SEEDS : first + 1); seed++) {
            try {
                new Lives(seed).run();
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + "; replay: mvn test -Dtest=LogCrashTest -Djournal.crash.seed=" + seed, e);
            }
        }
    }

    /** Of one disk. */
    private static final class Lives {
        private final SplittableRandom random;
        private final DiskTwin disk = new DiskTwin();
        private final JournalSettings settings;
        private final History history;
        private List<LogRecord> appended = new ArrayList<>();
        private int durable;

        Lives(long seed) {
            random = new SplittableRandom(seed);
            settings = OpenLog.settings(600 + random.nextInt(2_000), random.nextInt(3) * 1_500);
            history = new History(seed, 1 << random.nextInt(5, 12));
        }

        void run() throws IOException {
            for (int life = 0; life < LIVES; life++) {
                live();
                if (random.nextInt(3) == 0) {
                    disk.crash();
                } else {
                    disk.powerLoss(random.nextLong());
                }
                if (random.nextBoolean()) {
                    check(new OpenLog(disk, settings));
                    disk.powerLoss(random.nextLong());
                }
            }
            check(new OpenLog(disk, settings));
        }

        private void live() {
            disk.strike(trouble(random.nextInt(80)));
            try (OpenLog log = new OpenLog(disk, settings)) {
                check(log);
                for (int i = random.nextInt(25); i > 0; i--) {
                    if (random.nextInt(4) == 0) {
                        log.prepareSpare();
                    }
                    List<LogRecord> records = history.next();
                    appended.addAll(records);
                    log.append(records);
                    durable = appended.size();
                }
            } catch (DamagedLog | RefusedLog e) {
                throw new AssertionError("a log that nobody harmed was refused", e);
            } catch (IOException | DiskTwin.Died e) {
                // So ends this life.
            }
        }

        private void check(OpenLog log) throws IOException {
            List<LogRecord> found = log.records();
            assertThat(found.size()).isBetween(durable, appended.size());
            assertThat(found).isEqualTo(appended.subList(0, found.size()));
            appended = new ArrayList<>(found);
            durable = found.size();
            history.restart(found);
            assertThat(log.fold().state()).isEqualTo(history.state());
            assertThat(log.read(0, Integer.MAX_VALUE)).isEqualTo(history.live());
        }

        /** One fault after so many calls, if it comes to that; after a stall or a short write life goes on. */
        private DiskFault.Source trouble(int calls) {
            DiskFault fault = switch (random.nextInt(6)) {
                case 0 -> new DiskFault.Fail();
                case 1 -> new DiskFault.Full(random.nextInt(1_000));
                case 2 -> new DiskFault.Short(random.nextInt(100));
                case 3 -> new DiskFault.Stall(100);
                default -> new DiskFault.Die(random.nextInt(3) * random.nextInt(500));
            };
            int[] left = {calls};
            return (call, file) -> left[0]-- == 0 ? fault : DiskFault.None.NONE;
        }
    }
}
