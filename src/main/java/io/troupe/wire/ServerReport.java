package io.troupe.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The plain facts of which the four-letter words speak, gathered by whoever knows them. {@code version} is the line after
 * {@code Zookeeper version: }. {@code clients} is needed for stat only; {@code leading} is there where {@code mode} is
 * LEADER. {@code extraMetrics} end mntr, named without {@code zk_}.
 */
public record ServerReport(
        String version,
        Mode mode,
        boolean readOnly,
        Latency latency,
        Traffic traffic,
        Contents contents,
        Machine machine,
        Optional<Leading> leading,
        List<Client> clients,
        Map<String, String> extraMetrics) {
    public ServerReport {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(mode, "mode");
        clients = List.copyOf(clients);
    }

    /** What a peer is in its ensemble, in ZooKeeper's words. */
    public enum Mode {
        LEADER("leader", "leading"),
        FOLLOWER("follower", "following"),
        OBSERVER("observer", "observing"),
        STANDALONE("standalone", "standalone");

        private final String text;
        private final String peerState;

        Mode(String text, String peerState) {
            this.text = text;
            this.peerState = peerState;
        }

        public String text() {
            return text;
        }

        /** Of zk_peer_state, which speaks in another form. */
        public String peerState() {
            return peerState;
        }
    }

    /** Of requests, from being read to being answered. */
    public record Latency(long minMillis, double averageMillis, long maxMillis) {}

    /** {@code throttled}: connections that are not read for want of credit. */
    public record Traffic(long packetsReceived, long packetsSent, int connections, long outstanding) {}

    public record Contents(
            long lastZxid, long nodeCount, long watchCount, long ephemeralCount, long dataBytes, long sessionCount) {}

    /** A number of descriptors that is not known is -1 and not shown. */
    public record Machine(long uptimeMillis, long openFileDescriptors, long maxFileDescriptors) {}

    /** What only a leader knows. Proposal sizes are -1 before the first proposal. */
    public record Leading(
            long uptimeMillis,
            int quorumSize,
            int learners,
            int syncedFollowers,
            int syncedObservers,
            int pendingSyncs,
            ProposalBytes proposalBytes) {}

    public record ProposalBytes(long last, long min, long max) {}

    /** One connection, as a line of stat shows it. {@code address} is {@code 127.0.0.1:40312}; operations as in interestOps. */
    public record Client(String address, int interestOps, long queued, long received, long sent) {}
}
