package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.zab.Batch;
import io.troupe.zab.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Three replicas before an order of batches that loses what it was given whenever its epoch ends, committed or not
 * committed: what clients wrote is done once, in their order, and answered once.
 */
class ReplicaRandomTest {
    private static final int PEERS = 3;
    private static final int STEPS = 2_000;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final List<Peer> peers = new ArrayList<>();
    private final List<Batch> history = new ArrayList<>();
    private final List<Submission> inbox = new ArrayList<>();
    private long epoch = 1;
    private long counter;

    /** One replica with one client, whose session has the number of its peer. */
    private final class Peer {
        final long id;
        final InlineReplica inline;
        final List<Answer.Reply> replies = new ArrayList<>();
        int asked;
        int creates;
        int applied;

        Peer(long id) {
            this.id = id;
            int subtrees = 1 + random.nextInt(8);
            inline = new InlineReplica(new ReplicaSettings(subtrees, 2_000, 500, 100, 60_000, 10, 0));
        }

        void ask() {
            List<Op> ops = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                ops.add(op());
            }
            asked += ops.size();
            inline.replica().requests(id, ops);
        }

        private Op op() {
            int choice = random.nextInt(10);
            if (choice < 5) {
                creates++;
                int flags = CreateMode.PERSISTENT_SEQUENTIAL.flag();
                String path = choice == 0 ? "/top-" : "/of-" + id + "/n-";
                return ReplicaStage.write(new Request.Create(OpCode.CREATE, path, new byte[0], Acl.OPEN, flags, -1));
            }
            return choice == 5 ? new Op.Sync("/") : ReplicaStage.exists("/of-" + random.nextInt(4));
        }

        void turn() {
            for (ReplicaEffect effect : inline.turn()) {
                if (effect instanceof ReplicaEffect.Tell tell) {
                    hear(tell.event());
                } else if (effect instanceof ReplicaEffect.ToRole role) {
                    submit(role.command());
                }
            }
        }

        private void hear(ClientEvent event) {
            assertThat(event).as(replay()).isNotInstanceOfAny(ClientEvent.Ended.class, ClientEvent.Refused.class);
            if (event instanceof ClientEvent.Answers answers) {
                answers.answers().forEach(answer -> replies.add((Answer.Reply) answer));
            }
        }

        private void submit(RoleCommand command) {
            if (command instanceof RoleCommand.Submit submit) {
                inbox.addAll(submit.submissions());
            } else if (command instanceof RoleCommand.Sync sync && random.nextInt(3) > 0) {
                inline.replica().syncAnswered(sync.ticket(), lastZxid());
            }
        }

        void apply(int count) {
            List<Batch> next = history.subList(applied, (int) Math.min(history.size(), (long) applied + count));
            applied += next.size();
            inline.replica().committed(List.copyOf(next));
        }
    }

    @RepeatedTest(20)
    void whatClientsWroteIsDoneOnceInTheirOrderAndAnsweredOnceWhateverTheRolesLose() {
        begin();
        for (int step = 0; step < STEPS; step++) {
            act(peers.get(random.nextInt(PEERS)));
        }
        nextRole();
        finish();

        long creates = peers.stream().mapToInt(peer -> peer.creates).sum();
        for (Peer peer : peers) {
            assertThat(peer.replies).as(replay()).hasSize(peer.asked);
            assertThat(peer.replies.stream().map(Answer.Reply::zxid))
                    .as(replay())
                    .isSorted();
            assertThat(peer.inline.replica().facts().nodes()).as(replay()).isEqualTo(4 + PEERS + creates);
            assertThat(peer.inline.replica().digest())
                    .as(replay())
                    .isEqualTo(peers.get(0).inline.replica().digest());
        }
    }

    private String replay() {
        return "replay with: mvn test -Dtest=ReplicaRandomTest -Dseed=" + seed;
    }

    private void begin() {
        for (int i = 1; i <= PEERS; i++) {
            Peer peer = new Peer(i);
            peers.add(peer);
            peer.inline.replica().roleActive(1, 0, false);
            peer.inline.replica().connect(new Newcomer(i, 0, 4_000, 0, null, i, ReplicaStage.SECRET));
        }
        finish();
        for (Peer peer : peers) {
            peer.inline.replica().requests(peer.id, List.of(ReplicaStage.create("/of-" + peer.id)));
            peer.asked++;
        }
        finish();
    }

    private void act(Peer peer) {
        switch (random.nextInt(100)) {
            case 0 -> nextRole();
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> sequence(1 + random.nextInt(3));
            case 10, 11, 12, 13, 14 -> peer.ask();
            case 15, 16, 17, 18, 19, 20 -> peer.apply(1 + random.nextInt(5));
            default -> peer.turn();
        }
    }

    private void sequence(int count) {
        List<Submission> taken = inbox.subList(0, Math.min(count, inbox.size()));
        if (!taken.isEmpty()) {
            Batch batch = Batch.sequence(Zxid.of(epoch, counter + 1), 1_000 + history.size(), 1, List.copyOf(taken));
            counter += batch.count();
            history.add(batch);
            taken.clear();
        }
    }

    private long lastZxid() {
        return history.isEmpty() ? 0 : history.get(history.size() - 1).lastZxid();
    }

    /** What is not sequenced is lost, and of what is, all that nobody applied may be. */
    private void nextRole() {
        inbox.clear();
        int applied = peers.stream().mapToInt(peer -> peer.applied).max().orElseThrow();
        int kept = applied + random.nextInt(history.size() - applied + 1);
        history.subList(kept, history.size()).clear();
        epoch++;
        counter = 0;
        for (Peer peer : peers) {
            peer.inline.replica().roleEnded(epoch - 1);
            peer.turn();
            peer.inline.replica().roleActive(epoch, 0, false);
        }
    }

    /** Until nothing is left to do; syncs that got no answer are asked of a further role. */
    private void finish() {
        int asked = peers.stream().mapToInt(peer -> peer.asked).sum();
        for (int i = 0; i < 1_000; i++) {
            peers.forEach(Peer::turn);
            if (inbox.isEmpty()) {
                peers.forEach(peer -> peer.apply(Integer.MAX_VALUE));
                peers.forEach(Peer::turn);
            }
            if (inbox.isEmpty()) {
                if (peers.stream().mapToInt(peer -> peer.replies.size()).sum() == asked) {
                    return;
                }
                nextRole();
            }
            sequence(inbox.size());
        }
    }
}
