package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.Seeds;
import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplicaFeedTest {
    private static final Batch A = batch(1, 1, 1);
    private static final Batch B = batch(1, 2, 3);
    private static final Batch C = batch(1, 5, 1);
    private static final int SIZE = A.bytes().length;
    private static final int PLENTY = 1 << 20;

    private final ReplicaFeed feed = new ReplicaFeed(PLENTY, PLENTY);

    @Test
    void whatIsCommittedIsDeliveredFromMemoryOnce() {
        feed.opened(0, 0);
        feed.appended(List.of(A, B, C));

        assertThat(feed.committed(B.lastZxid())).containsExactly(new ReplicaFeed.Deliver(List.of(A, B)));
        assertThat(feed.committed(B.lastZxid())).isEmpty();
        assertThat(feed.committed(A.lastZxid())).isEmpty();
        assertThat(feed.committed(C.lastZxid())).containsExactly(new ReplicaFeed.Deliver(List.of(C)));
        assertThat(feed.deliveredZxid()).isEqualTo(C.lastZxid());
    }

    @Test
    void atStartWhatTheLogKnowsToBeCommittedIsReadBack() {
        assertThat(feed.opened(C.lastZxid(), B.lastZxid()))
                .containsExactly(new ReplicaFeed.Read(0, B.lastZxid(), PLENTY));
        assertThat(feed.read(List.of(A)))
                .containsExactly(
                        new ReplicaFeed.Deliver(List.of(A)), new ReplicaFeed.Read(A.lastZxid(), B.lastZxid(), PLENTY));
        assertThat(feed.read(List.of(B))).containsExactly(new ReplicaFeed.Deliver(List.of(B)));
        assertThat(feed.committed(C.lastZxid()))
                .containsExactly(new ReplicaFeed.Read(B.lastZxid(), C.lastZxid(), PLENTY));
    }

    @Test
    void anEmptyLogHasNothingToReadBack() {
        assertThat(feed.opened(0, 0)).isEmpty();
    }

    @Test
    void behindWhatWasReadBackMemoryGoesOn() {
        feed.opened(A.lastZxid(), A.lastZxid());
        feed.appended(List.of(B, C));

        assertThat(feed.committed(C.lastZxid())).isEmpty();
        assertThat(feed.read(List.of(A)))
                .containsExactly(new ReplicaFeed.Deliver(List.of(A)), new ReplicaFeed.Deliver(List.of(B, C)));
    }

    @Test
    void oneReadAtATime() {
        feed.opened(C.lastZxid(), A.lastZxid());

        assertThat(feed.committed(C.lastZxid())).isEmpty();
        assertThat(feed.applied(0)).isEmpty();
    }

    @Test
    void whatIsEvictedBeforeItIsDeliveredIsReadFromDisk() {
        ReplicaFeed small = new ReplicaFeed(SIZE, PLENTY);
        small.opened(0, 0);
        small.appended(List.of(A, B, C));

        assertThat(small.committed(C.lastZxid())).containsExactly(new ReplicaFeed.Read(0, B.lastZxid(), PLENTY));
        assertThat(small.read(List.of(A, B)))
                .containsExactly(new ReplicaFeed.Deliver(List.of(A, B)), new ReplicaFeed.Deliver(List.of(C)));
    }

    @Test
    void aReplicaWithoutCreditIsGivenNothingUntilItHasApplied() {
        ReplicaFeed creditForOne = new ReplicaFeed(PLENTY, SIZE);
        creditForOne.opened(0, 0);
        creditForOne.appended(List.of(A, B, C));

        assertThat(creditForOne.committed(C.lastZxid())).containsExactly(new ReplicaFeed.Deliver(List.of(A)));
        assertThat(creditForOne.committed(C.lastZxid())).isEmpty();
        assertThat(creditForOne.applied(A.lastZxid())).containsExactly(new ReplicaFeed.Deliver(List.of(B)));
        assertThat(creditForOne.applied(A.lastZxid())).isEmpty();
        assertThat(creditForOne.applied(B.lastZxid())).containsExactly(new ReplicaFeed.Deliver(List.of(C)));
    }

    @Test
    void whatIsCutFromTheLogIsNeverDelivered() {
        Batch other = batch(2, 1, 1);
        feed.opened(0, 0);
        feed.appended(List.of(A, B, C));
        feed.committed(A.lastZxid());
        feed.truncated(A.lastZxid());
        feed.appended(List.of(other));

        assertThat(feed.committed(other.lastZxid())).containsExactly(new ReplicaFeed.Deliver(List.of(other)));
    }

    @Test
    void aCutBehindWhatIsInMemoryIsKnownToo() {
        Batch other = batch(2, 1, 1);
        feed.opened(C.lastZxid(), A.lastZxid());
        feed.read(List.of(A));
        feed.truncated(B.lastZxid());
        feed.appended(List.of(other));

        assertThat(feed.committed(other.lastZxid()))
                .containsExactly(new ReplicaFeed.Read(A.lastZxid(), B.lastZxid(), PLENTY));
        assertThat(feed.read(List.of(B)))
                .containsExactly(new ReplicaFeed.Deliver(List.of(B)), new ReplicaFeed.Deliver(List.of(other)));
    }

    @Test
    void aNewRoleTrustsTheDiskAndDeliversNothingTwice() {
        feed.opened(0, 0);
        feed.appended(List.of(A, B, C));
        feed.committed(A.lastZxid());

        assertThat(feed.opened(C.lastZxid(), 0)).isEmpty();
        assertThat(feed.committed(C.lastZxid()))
                .containsExactly(new ReplicaFeed.Read(A.lastZxid(), C.lastZxid(), PLENTY));
    }

    @Test
    void aReadThatAnOlderRoleCausedIsStillGood() {
        feed.opened(B.lastZxid(), B.lastZxid());
        feed.opened(B.lastZxid(), B.lastZxid());

        assertThat(feed.read(List.of(A, B))).containsExactly(new ReplicaFeed.Deliver(List.of(A, B)));
    }

    @Test
    void aLogThatLacksWhatIsCommittedIsAFault() {
        feed.opened(C.lastZxid(), B.lastZxid());

        assertThatThrownBy(() -> feed.read(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Zxid.text(B.lastZxid()));
    }

    @Test
    void aCommitBeyondTheLogsEndIsAFaultAndDeliversNothing() {
        feed.opened(0, 0);
        feed.appended(List.of(A));

        assertThatThrownBy(() -> feed.committed(B.lastZxid())).isInstanceOf(IllegalStateException.class);
        assertThat(feed.deliveredZxid()).isZero();
    }

    @Test
    void aCutBelowWhatIsCommittedIsAFault() {
        feed.opened(C.lastZxid(), B.lastZxid());

        assertThatThrownBy(() -> feed.truncated(A.lastZxid())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBatchThatDoesNotFollowIsAFault() {
        feed.opened(B.lastZxid(), 0);

        assertThatThrownBy(() -> feed.appended(List.of(B))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whateverHappensTheReplicaGetsTheCommittedHistoryAndNothingElse() {
        Seeds.run(ReplicaFeedTest.class, 60, random -> new Model(random).run());
    }

    /** A log as roles write it, a disk that answers late, and a replica that takes what it gets. */
    private static final class Model {
        private final Random random;
        private final int tailBytesMax;
        private final int inFlightBytesMax;
        private final ReplicaFeed feed;
        private final List<Batch> log = new ArrayList<>();
        private final List<Batch> delivered = new ArrayList<>();
        private final ArrayDeque<ReplicaFeed.Read> reads = new ArrayDeque<>();
        private long epoch = 1;
        private int durable;
        private int committed;
        private int applied;

        Model(Random random) {
            this.random = random;
            tailBytesMax = random.nextInt(20 * SIZE);
            inFlightBytesMax = 1 + random.nextInt(20 * SIZE);
            feed = new ReplicaFeed(tailBytesMax, inFlightBytesMax);
        }

        void run() {
            open();
            for (int i = 0; i < 400; i++) {
                switch (random.nextInt(16)) {
                    case 0 -> open();
                    case 1 -> truncate();
                    case 2, 3, 4, 5, 6 -> append();
                    case 7, 8 -> durable += random.nextInt(log.size() - durable + 1);
                    case 9, 10, 11 -> commit(committed + random.nextInt(durable - committed + 1));
                    case 12, 13 -> read();
                    default -> apply(random.nextInt(delivered.size() - applied + 1));
                }
                assertThat(delivered).isEqualTo(log.subList(0, delivered.size()));
                assertThat(delivered.size()).isLessThanOrEqualTo(committed);
            }
            durable = log.size();
            commit(durable);
            for (int i = 0; delivered.size() < log.size(); i++) {
                assertThat(i).as("rounds until all is delivered").isLessThan(10_000);
                read();
                apply(delivered.size() - applied);
            }
            assertThat(delivered).isEqualTo(log);
        }

        private void open() {
            durable = log.size();
            committed = Math.max(committed, random.nextBoolean() ? committed : durable);
            perform(feed.opened(end(log.size()), end(committed)));
            epoch++;
        }

        private void truncate() {
            int cut = committed + random.nextInt(log.size() - committed + 1);
            log.subList(cut, log.size()).clear();
            durable = Math.min(durable, cut);
            feed.truncated(end(cut));
            epoch++;
        }

        private void append() {
            List<Batch> batches = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                long last = end(log.size());
                long counter = Zxid.epochOf(last) == epoch ? Zxid.counterOf(last) + 1 : 1;
                Batch next = batch(epoch, counter, 1 + random.nextInt(5));
                batches.add(next);
                log.add(next);
            }
            feed.appended(batches);
        }

        private void commit(int upTo) {
            committed = upTo;
            perform(feed.committed(end(committed)));
        }

        private void read() {
            if (reads.isEmpty()) {
                return;
            }
            ReplicaFeed.Read read = reads.remove();
            List<Batch> found = log.subList(0, durable).stream()
                    .filter(batch -> batch.lastZxid() > read.afterZxid() && batch.lastZxid() <= read.upToZxid())
                    .limit(1 + random.nextInt(4))
                    .toList();
            perform(feed.read(found));
        }

        private void apply(int count) {
            applied += count;
            perform(feed.applied(applied == 0 ? 0 : delivered.get(applied - 1).lastZxid()));
        }

        private void perform(List<ReplicaFeed.Effect> effects) {
            for (ReplicaFeed.Effect effect : effects) {
                if (effect instanceof ReplicaFeed.Deliver deliver) {
                    delivered.addAll(deliver.batches());
                    assertThat(bytes(delivered.subList(applied, delivered.size())) - bytes(deliver.batches()))
                            .isLessThan(inFlightBytesMax);
                } else {
                    reads.add((ReplicaFeed.Read) effect);
                    assertThat(reads).hasSize(1);
                }
            }
        }

        private static int bytes(List<Batch> batches) {
            return batches.stream().mapToInt(batch -> batch.bytes().length).sum();
        }

        private long end(int count) {
            return count == 0 ? 0 : log.get(count - 1).lastZxid();
        }
    }

    private static Batch batch(long epoch, long counter, int entries) {
        return Batch.sequence(Zxid.of(epoch, counter), 1_000, 1, List.of(new Submission(entries, new byte[8])));
    }
}
