package io.troupe.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The plain facts of which the four-letter words speak, gathered by whoever knows them. {@code version} is what follows
 * {@code Zookeeper version: }. {@code voters} is the size of the ensemble. {@code leading} is there on a leader only,
 * {@code clients} is asked for by stat only. {@code moreMetrics} end mntr, by name without {@code zk_}.
 */
public record ServerReport(
        String version,
        Mode mode,
        boolean readOnly,
        int voters,
        Latency latency,
        Traffic traffic,
        Contents contents,
        Machine machine,
        Optional<Leading> leading,
        List<Client> clients,
        Map<String, String> moreMetrics) {
    public ServerReport {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(leading, "leading");
        clients = List.copyOf(clients);
        moreMetrics = Collections.unmodifiableMap(new LinkedHashMap<>(moreMetrics));
    }

    /** What a peer is, in ZooKeeper's words. */
    public enum Mode {
        LEADER("leader"),
        FOLLOWER("follower"),
        OBSERVER("observer"),
        STANDALONE("standalone");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Of requests, from being read to being answered; all 0 before the first. */
    public record Latency(long minMillis, double averageMillis, long maxMillis) {
        public static final Latency NONE = new Latency(0, 0, 0);
    }

    public record Traffic(long packetsReceived, long packetsSent, int connections, long outstanding) {}

    public record Contents(
            long lastZxid, long nodeCount, long watchCount, long ephemeralCount, long dataBytes, long sessionCount) {}

    /** A number of file descriptors that the machine does not tell is -1. */
    public record Machine(long uptimeMillis, long openFileDescriptors, long maxFileDescriptors) {}

    public record Leading(
            long uptimeMillis,
            int learners,
            int syncedFollowers,
            int syncedObservers,
            int pendingSyncs,
            ProposalBytes proposalBytes) {}

    public record ProposalBytes(long last, long min, long max) {
        /** Before the first proposal. */
        public static final ProposalBytes NONE = new ProposalBytes(-1, -1, -1);
    }

    /**
     * One connection. {@code address} is {@code 127.0.0.1:40312}; {@code interestOps} is 1 where it is read;
     * {@code sessionId} is 0 where there is no session (yet).
     */
    public record Client(
            String address, int interestOps, long queued, long received, long sent, long sessionId, int timeoutMillis) {
        public Client(String address, int interestOps, long queued, long received, long sent) {
            this(address, interestOps, queued, received, sent, 0, 0);
        }

        public Client with(long session, int sessionTimeoutMillis) {
            return new Client(address, interestOps, queued, received, sent, session, sessionTimeoutMillis);
        }
    }
}
