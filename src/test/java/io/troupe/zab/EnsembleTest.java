package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Whole ensembles under random faults. One failing schedule is replayed by {@code mvn test -Dtest=EnsembleTest
 * -Dsimulation.seed=N}.
 */
class EnsembleTest {
    private static final int SCHEDULES = 60;

    @Test
    void noFaultsMakePeersDisagreeOrStandStill() {
        String seed = System.getProperty("simulation.seed", "");
        if (!seed.isEmpty()) {
            new Storm(Long.parseLong(seed)).run();
            return;
        }
        long fresh = new Random().nextLong(1L << 40);
        long steps = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            steps += runNamingTheSeed(i < SCHEDULES / 2 ? i : fresh + i);
        }
        System.out.println("zab: " + SCHEDULES + " schedules, " + steps + " steps");
    }

    private static long runNamingTheSeed(long seed) {
        try {
            return new Storm(seed).run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ": mvn test -Dtest=EnsembleTest -Dsimulation.seed=" + seed + "; " + e.getMessage(),
                    e);
        }
    }

    /** One schedule: faults and writes for a while, then peace, in which everything must come together. */
    static final class Storm {
        private final Random random;
        private final Ensemble ensemble;
        private int texts;
        private boolean peace;
        private boolean wiped;

        Storm(long seed) {
            random = new Random(seed);
            int size = switch (random.nextInt(10)) {
                case 0 -> 1;
                case 1 -> 2;
                case 2, 3 -> 5;
                default -> 3;
            };
            ensemble = Ensemble.stormy(size, random.nextLong());
        }

        long run() {
            for (PeerTwin peer : ensemble.peers()) {
                ensemble.after(random.nextInt(3000), peer::start);
            }
            reconnect();
            write();
            ensemble.after(random.nextInt(4000), this::fault);
            ensemble.run(5000 + random.nextInt(40_000));
            makePeace();
            ensemble.run(25_000);
            check();
            return ensemble.steps;
        }

        private void reconnect() {
            ensemble.connect();
            ensemble.after(20 + random.nextInt(100), this::reconnect);
        }

        private void write() {
            PeerTwin peer = anyPeer();
            if (peer.running()) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    peer.submit("w" + texts++);
                }
                if (random.nextInt(10) == 0) {
                    peer.sync(texts);
                }
            }
            ensemble.after(random.nextInt(60), this::write);
        }

        private void fault() {
            if (peace) {
                return;
            }
            PeerTwin peer = anyPeer();
            switch (random.nextInt(12)) {
                case 0, 1 -> crash(peer);
                case 2 -> {
                    for (PeerTwin each : ensemble.peers()) {
                        crash(each);
                    }
                }
                case 3, 4 -> withAnother(peer, ensemble::breakLink);
                case 5, 6 -> withAnother(peer, ensemble::cut);
                case 7 -> ensemble.isolate(peer.id());
                case 8 -> ensemble.heal();
                case 9 -> peer.pause(random.nextInt(2500));
                case 10 -> wipe(peer);
                default -> {
                    for (int i = random.nextInt(20); i >= 0; i--) {
                        ensemble.haunt();
                    }
                }
            }
            boolean soon = random.nextInt(3) == 0;
            ensemble.after(random.nextInt(soon ? 60 : 3000), this::fault);
        }

        private void withAnother(PeerTwin peer, BiConsumer<Integer, Integer> fault) {
            PeerTwin other = anyPeer();
            if (other != peer) {
                fault.accept(peer.id(), other.id());
            }
        }

        private void crash(PeerTwin peer) {
            if (peer.running()) {
                peer.crash();
                ensemble.after(random.nextInt(2000), () -> {
                    if (!peer.running()) {
                        peer.start();
                    }
                });
            }
        }

        /** One peer may lose its disk, once everybody has entered an epoch; more is beyond what ZAB promises. */
        private void wipe(PeerTwin peer) {
            boolean allIn = true;
            for (PeerTwin each : ensemble.peers()) {
                allIn &= !each.disk().state().blank();
            }
            if (!wiped && allIn && ensemble.size() > 2) {
                wiped = true;
                crash(peer);
                peer.disk().wipe();
            }
        }

        private void makePeace() {
            peace = true;
            ensemble.calmDown();
            for (PeerTwin peer : ensemble.peers()) {
                if (!peer.running()) {
                    peer.start();
                }
            }
        }

        private void check() {
            int before = ensemble.history.size();
            ensemble.run(3000);
            String state = ensemble.describe();
            assertThat(ensemble.history.size())
                    .as("progress after the last fault: %s", shortened(state))
                    .isGreaterThan(before);
            for (PeerTwin peer : ensemble.peers()) {
                assertThat(peer.active())
                        .as("peer %s serves: %s, %s", peer.id(), peer.lastRetirement(), shortened(state))
                        .isTrue();
                assertThat(peer.appliedBatches()).as("peer %s lags", peer.id()).isGreaterThanOrEqualTo(before);
            }
        }

        private static String shortened(String state) {
            return state.replaceAll("\\[[^\\]]*\\]", "[…]");
        }

        private PeerTwin anyPeer() {
            return ensemble.peer(1 + random.nextInt(ensemble.size()));
        }
    }
}
