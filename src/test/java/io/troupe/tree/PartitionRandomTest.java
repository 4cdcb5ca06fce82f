package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.CreateMode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * The same history gives the same state whatever the number of subtrees and wherever rounds end; and with the same
 * rounds every client hears the same, in an order that keeps the promises.
 */
class PartitionRandomTest {
    private static final Pattern ZXID = Pattern.compile("@(\\d+)");
    private static final int STEPS = 600;
    private static final long[] SESSIONS = {1, 2, 3, 101, 102};

    @Test
    void theNumberOfSubtreesDoesNotShow() {
        long seed = seed();
        Script one = new Script(seed, 1, 10);
        Script few = new Script(seed, 3, 10);
        Script many = new Script(seed, 17, 10);

        assertThat(few.dump()).as(replay(seed)).isEqualTo(one.dump());
        assertThat(many.dump()).as(replay(seed)).isEqualTo(one.dump());
        assertThat(few.digest()).as(replay(seed)).isEqualTo(one.digest());
        assertThat(many.digest()).as(replay(seed)).isEqualTo(one.digest());
        assertThat(few.told).as(replay(seed)).isEqualTo(one.told);
        assertThat(many.told).as(replay(seed)).isEqualTo(one.told);
    }

    @Test
    void whereRoundsEndDoesNotShowInTheState() {
        long seed = seed();
        Script often = new Script(seed, 5, 1);
        Script seldom = new Script(seed, 5, 200);

        assertThat(often.dump()).as(replay(seed)).isEqualTo(seldom.dump());
        assertThat(often.digest()).as(replay(seed)).isEqualTo(seldom.digest());
    }

    @RepeatedTest(5)
    void noHeaderCarriesAZxidForWhichAnEventIsStillDue() {
        long seed = seed();
        Script script = new Script(seed, 5, 20);
        for (List<String> told : script.told) {
            long last = 0;
            for (String line : told) {
                Matcher zxid = ZXID.matcher(line);
                if (zxid.find()) {
                    long at = Long.parseLong(zxid.group(1));
                    boolean event = line.startsWith("NODE");
                    assertThat(at).as("%s in %s, %s", line, told, replay(seed)).isGreaterThanOrEqualTo(last);
                    last = event ? Math.max(last, at) : at;
                }
            }
        }
    }

    private static long seed() {
        return Long.getLong("seed", new Random().nextLong());
    }

    private static String replay(long seed) {
        return "replay with: mvn test -Dtest=PartitionRandomTest -Dseed=" + seed;
    }

    /** Everything that happens comes of the seed; how often rounds are run comes of another source. */
    private static final class Script {
        final List<List<String>> told = new ArrayList<>();
        private final PartitionStage stage;
        private final Random random;

        Script(long seed, int subtrees, int stepsARun) {
            random = new Random(seed);
            stage = new PartitionStage(subtrees).withSessions(SESSIONS);
            Random rounds = new Random(seed);
            for (int step = 0; step < STEPS; step++) {
                act();
                if (rounds.nextInt(stepsARun) == 0) {
                    stage.run();
                }
            }
            stage.run();
            for (long session = 1; session <= 3; session++) {
                told.add(missedSorted(stage.take(session)));
            }
        }

        /** What setWatches finds missed has no order among itself. */
        private static List<String> missedSorted(List<String> lines) {
            List<String> sorted = new ArrayList<>(lines);
            for (int from = 0; from < sorted.size(); from++) {
                int to = from;
                while (to < sorted.size() && sorted.get(to).endsWith("@-1")) {
                    to++;
                }
                sorted.subList(from, to).sort(null);
                from = to;
            }
            return sorted;
        }

        private void act() {
            long session = SESSIONS[random.nextInt(SESSIONS.length)];
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> stage.commit(stage.asks(session, write()), stage.asks(session, write()));
                case 3, 4 -> stage.commit(stage.asks(session, write()));
                case 5 -> stage.commit(stage.asks(session, multi()));
                case 6, 7, 8 -> stage.reads(session, read());
                default -> rarely(session);
            }
        }

        private void rarely(long session) {
            int choice = random.nextInt(60);
            if (choice == 0) {
                stage.commit(stage.closes(session));
            } else if (choice == 1) {
                stage.commit(new Entry.ExpireSession(session, session));
            } else if (choice == 2) {
                stage.commit(new Entry.AttachSession(session, PartitionStage.SECRET, 9_000, session + 1_000, session));
            } else if (choice < 20) {
                List<String> paths = List.of(path(), path(), path());
                stage.reads(session, new Request.SetWatches(0, paths, paths, paths));
            }
        }

        private Request.Write write() {
            return (Request.Write) operation();
        }

        private Request.Write multi() {
            return new Request.Multi(List.of(operation(), operation(), new Request.Check(path(), -1), operation()));
        }

        private Request.MultiOp operation() {
            return switch (random.nextInt(5)) {
                case 0, 1 -> (Request.MultiOp) PartitionStage.create(path(), CreateMode.values()[random.nextInt(4)]);
                case 2 -> (Request.MultiOp) PartitionStage.delete(path());
                default -> (Request.MultiOp) PartitionStage.set(path(), "v" + random.nextInt(100));
            };
        }

        private Request.Read read() {
            boolean watch = random.nextBoolean();
            return switch (random.nextInt(3)) {
                case 0 -> new Request.Exists(path(), watch);
                case 1 -> new Request.GetData(path(), watch);
                default -> new Request.GetChildren(OpCode.GET_CHILDREN, path(), watch);
            };
        }

        private String path() {
            String top = "/" + (char) ('a' + random.nextInt(12));
            return switch (random.nextInt(8)) {
                case 0 -> "/";
                case 1 -> "/zookeeper/quota" + top;
                case 2, 3 -> top + "/" + (char) ('a' + random.nextInt(4));
                default -> top;
            };
        }

        Object dump() {
            List<Subtree> all = new ArrayList<>(stage.subtrees);
            return TreeDump.of(all, stage.partition.sessions());
        }

        long digest() {
            return stage.partition.census().digest();
        }
    }
}
