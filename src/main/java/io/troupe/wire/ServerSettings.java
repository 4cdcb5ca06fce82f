package io.troupe.wire;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What conf tells. What is not set is -1, as ZooKeeper shows it. {@code ensemble} is empty for a stand-alone peer. */
public record ServerSettings(
        int clientPort,
        int secureClientPort,
        String dataDir,
        long dataDirBytes,
        String dataLogDir,
        long dataLogBytes,
        int tickTimeMillis,
        int maxClientConnections,
        int minSessionTimeoutMillis,
        int maxSessionTimeoutMillis,
        int clientPortListenBacklog,
        long serverId,
        Optional<Ensemble> ensemble) {
    public ServerSettings {
        Objects.requireNonNull(dataDir, "dataDir");
        Objects.requireNonNull(dataLogDir, "dataLogDir");
        Objects.requireNonNull(ensemble, "ensemble");
    }

    /** {@code members} are lines as {@code server.1=127.0.0.1:2888:3888:participant}; {@code version} is a zxid. */
    public record Ensemble(
            int initLimitTicks,
            int syncLimitTicks,
            int electionPort,
            int peerPort,
            boolean observer,
            List<String> members,
            long version) {
        public Ensemble {
            members = List.copyOf(members);
        }
    }
}
