package io.troupe.server;

import io.troupe.admin.AdminSettings;
import io.troupe.peer.LinkSettings;
import io.troupe.peer.PeerSettings;
import io.troupe.peer.ReplicaSettings;
import io.troupe.peer.SnapshotSettings;
import io.troupe.session.SessionLimits;
import io.troupe.session.SessionSettings;
import io.troupe.wire.FourLetterWord;
import io.troupe.wire.ServerSettings;
import io.troupe.zab.ZabSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What each part of a peer is told, made of the peer's configuration. */
final class PeerWiring {
    /** How long blank peers look for history before they found an ensemble: long enough to hear of any that is up. */
    private static final long FOUNDING_GRACE_MILLIS = 500;

    /** Long enough for a better vote to arrive from a peer that is up, short beside what noticing a failure takes. */
    private static final long FINALIZE_MILLIS = 50;

    private static final int WINDOW_BYTES = 16 << 20;
    private static final int BATCH_BYTES_MAX = 1 << 20;
    private static final int FEED_BYTES = 32 << 20;
    /** The version of the tree's rules that this build knows. */
    private static final int RULES_VERSION = 1;

    private static final Duration REDIAL = Duration.ofMillis(200);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_DEADLINE = Duration.ofMinutes(1);

    private static final String LOOPBACK = "127.0.0.1";

    /** As ZooKeeper shows what is not set. */
    private static final int UNSET = -1;

    private PeerWiring() {}

    static PeerSettings peer(PeerConfig config, long processId) {
        Timing timing = config.timing();
        Map<Integer, InetSocketAddress> others = config.voters().stream()
                .filter(voter -> voter.id() != config.myid())
                .collect(Collectors.toMap(
                        Voter::id, voter -> InetSocketAddress.createUnresolved(voter.host(), voter.peerPort())));
        return new PeerSettings(
                zab(config),
                new LinkSettings(
                        REDIAL,
                        CONNECT_TIMEOUT,
                        Duration.ofMillis(timing.heartbeatMillis()),
                        Duration.ofMillis(timing.silenceMillis())),
                others,
                processId,
                timing.tickTimeMillis(),
                READ_DEADLINE,
                FEED_BYTES);
    }

    private static ZabSettings zab(PeerConfig config) {
        Timing timing = config.timing();
        return new ZabSettings(
                config.myid(),
                config.voters().stream().map(Voter::id).toList(),
                timing.heartbeatMillis(),
                timing.silenceMillis(),
                timing.initLimitMillis(),
                timing.syncLimitMillis(),
                FOUNDING_GRACE_MILLIS,
                FINALIZE_MILLIS,
                WINDOW_BYTES,
                BATCH_BYTES_MAX,
                RULES_VERSION);
    }

    static SnapshotSettings snapshots(PeerConfig config) {
        return new SnapshotSettings(
                config.log().entriesPerSnapshot(),
                config.log().bytesPerSnapshot(),
                config.log().snapshotsRetained(),
                ReplicaSettings.USUAL.subtrees());
    }

    static SessionSettings sessions(PeerConfig config, String version) {
        SessionLimits usual = SessionLimits.USUAL;
        return new SessionSettings(
                config.client().host(),
                config.client().port(),
                config.limits().connectionsPerAddress(),
                config.timing().minSessionTimeoutMillis(),
                config.timing().maxSessionTimeoutMillis(),
                config.superDigest(),
                words(config.limits()),
                version,
                conf(config),
                new SessionLimits(
                        config.limits().frameBytes(),
                        config.limits().outstandingRequests(),
                        usual.requestBytesMax(),
                        usual.reserveBytes(),
                        usual.poolBytes(),
                        usual.unsentBytesPause(),
                        usual.unsentBytesMax(),
                        usual.greetingMillis(),
                        usual.reportMillis()));
    }

    private static Set<FourLetterWord> words(Limits limits) {
        return Arrays.stream(FourLetterWord.values())
                .filter(word -> limits.allowsWord(word.text()))
                .collect(Collectors.toSet());
    }

    /** What the word conf tells. */
    static ServerSettings conf(PeerConfig config) {
        Timing timing = config.timing();
        return new ServerSettings(
                config.client().port(),
                UNSET,
                config.directories().data().toString(),
                UNSET,
                config.directories().log().toString(),
                UNSET,
                timing.tickTimeMillis(),
                config.limits().connectionsPerAddress(),
                timing.minSessionTimeoutMillis(),
                timing.maxSessionTimeoutMillis(),
                UNSET,
                config.myid(),
                config.isStandalone() ? Optional.empty() : Optional.of(ensemble(config)));
    }

    /** A stand-alone peer has nobody to reach, and takes any port of its own machine. */
    static AdminSettings admin(PeerConfig config) {
        Endpoint endpoint = config.admin().endpoint();
        Map<Integer, AdminSettings.Control> controls = config.isStandalone()
                ? Map.of(config.myid(), new AdminSettings.Control(LOOPBACK, 0))
                : config.voters().stream()
                        .collect(Collectors.toMap(
                                Voter::id, voter -> new AdminSettings.Control(voter.host(), voter.electionPort())));
        String bindHost =
                config.isStandalone() ? LOOPBACK : config.peerListener().host();
        return new AdminSettings(
                config.myid(),
                endpoint.host(),
                endpoint.port(),
                controls,
                bindHost,
                AdminSettings.TICK,
                AdminSettings.ASK_DEADLINE,
                AdminSettings.ISLAND_PATIENCE,
                AdminSettings.READY_LAG);
    }

    private static ServerSettings.Ensemble ensemble(PeerConfig config) {
        return new ServerSettings.Ensemble(
                config.timing().initLimitTicks(),
                config.timing().syncLimitTicks(),
                config.self().electionPort(),
                config.self().peerPort(),
                false,
                config.voters().stream().map(PeerWiring::line).toList(),
                0);
    }

    private static String line(Voter voter) {
        return "server." + voter.id() + "=" + voter.host() + ":" + voter.peerPort() + ":" + voter.electionPort()
                + ":participant" + voter.client().map(client -> ";" + client).orElse("");
    }
}
