package io.troupe.server;

import static io.troupe.server.ZooKey.honoured;
import static io.troupe.server.ZooKey.idle;
import static io.troupe.server.ZooKey.refused;

import java.util.List;
import java.util.Optional;

/**
 * Every key that a configuration file may hold: ZooKeeper's own, and two of ours. The one table from which a file is
 * read, defaults are taken and docs/CONFIGURATION.md is checked. A key that stands here only as a prefix comes after
 * those that it would swallow.
 */
public final class ZooKeys {
    static final String SERVER = "server.";

    private static final String NO_TLS = "TLS is not built yet";
    private static final String NO_SASL = "SASL is not built yet";
    private static final String NO_WEIGHTS = "hierarchical and weighted quorums are not built yet";
    private static final String OWN_SNAPSHOTS = "snapshots are written in a format of their own here";
    private static final String OWN_THREADS = "threads and batches are arranged otherwise here";
    private static final String OWN_LINKS = "peers reach each other over links of their own kind here";

    private static final List<ZooKey> HONOURED = List.of(
            honoured("dataDir", "", "directory of the data and of the file myid; required"),
            honoured("dataLogDir", "", "directory of the transaction log; dataDir where absent"),
            honoured("clientPort", "", "port for clients; required here or in this peer's own server.N"),
            honoured("clientPortAddress", "", "address for clients; all addresses where absent"),
            honoured(
                    "server.N",
                    "",
                    "host:peerPort:electionPort[:participant][;[address:]clientPort]; none: stand-alone"),
            honoured("tickTime", "3000", "milliseconds; the unit of initLimit, syncLimit and of session timeouts"),
            honoured(
                    "initLimit", "", "ticks within which a peer must have joined its leader; required for an ensemble"),
            honoured("syncLimit", "", "ticks by which a follower may lag; required for an ensemble"),
            honoured("minSessionTimeout", "", "milliseconds; 2 ticks where absent"),
            honoured("maxSessionTimeout", "", "milliseconds; 20 ticks where absent"),
            honoured("maxClientCnxns", "60", "connections from one address; 0 is no limit"),
            honoured("globalOutstandingLimit", "1000", "requests in progress at one peer before it stops reading"),
            honoured("jute.maxbuffer", "1048575", "bytes of the largest request; also -Djute.maxbuffer"),
            honoured(
                    "4lw.commands.whitelist",
                    "srvr",
                    "four-letter words that are answered, with commas between; * is all"),
            honoured(
                    "quorumListenOnAllIPs",
                    "false",
                    "listen for peers on all addresses instead of this peer's own host"),
            honoured("snapCount", "100000", "log entries between two snapshots, at most; half as many at least"),
            honoured("snapSizeLimitInKb", "4194304", "KiB of log between two snapshots, at most"),
            honoured("autopurge.snapRetainCount", "3", "whole snapshots that are kept; older ones go by themselves"),
            honoured("preAllocSize", "65536", "KiB by which a log segment is allocated ahead; 0 is not at all"),
            honoured(
                    "DigestAuthenticationProvider.superDigest",
                    "",
                    "user:base64(SHA1(user:password)) of the superuser"),
            honoured("forceSync", "yes", "'no' is not followed: every acknowledged write is on disk first"),
            honoured("skipACL", "no", "'yes' is not followed: ACLs are always enforced"),
            honoured(
                    "admin.enableServer",
                    "true",
                    "whether there is a control plane: management endpoint and cluster view"),
            honoured("admin.serverPort", "8080", "port of the management endpoint; 0 is any free one"),
            honoured("admin.serverAddress", "127.0.0.1", "address of the management endpoint; 0.0.0.0 is all"),
            honoured("peer.heartbeat", "100", "ours: milliseconds between two signs of life of an idle peer"),
            honoured("peer.silence", "1000", "ours: milliseconds of silence after which a peer counts as gone"));

    private static final List<ZooKey> REFUSED = List.of(
            refused("dynamicConfigFile", "the members stand in this file here: copy its server lines"),
            refused("peerType", "observers are not built yet", "participant"),
            refused("group.N", NO_WEIGHTS),
            refused("weight.N", NO_WEIGHTS),
            refused("oraclePath", "a quorum that asks an oracle is not built"),
            refused("electionAlg", "3 is ZooKeeper's only value, too", "3"),
            refused("secureClientPort", NO_TLS),
            refused("secureClientPortAddress", NO_TLS),
            refused("sslQuorum", NO_TLS, "false"),
            refused("sslQuorumReloadCertFiles", NO_TLS, "false"),
            refused("ssl*", NO_TLS),
            refused("authProvider.*", "authentication providers are not built yet"),
            refused("sessionRequireClientSASLAuth", NO_SASL, "false"),
            refused("enforce.auth.enabled", "enforced authentication is not built yet", "false"),
            refused("enforce.auth.*", "enforced authentication is not built yet"),
            refused("quorum.auth.enableSasl", NO_SASL, "false"),
            refused("quorum.auth.learnerRequireSasl", NO_SASL, "false"),
            refused("quorum.auth.serverRequireSasl", NO_SASL, "false"),
            refused("quorum.auth.*", NO_SASL),
            refused("DigestAuthenticationProvider.enabled", "the digest scheme cannot be switched off yet", "true"),
            refused("DigestAuthenticationProvider.digestAlg", "digests are SHA1 here", "SHA1"));

    private static final List<ZooKey> IDLE = List.of(
            idle("admin.*", "the management endpoint only reads, over plain HTTP"),
            idle("metricsProvider.*", "metrics are at /metrics of the management endpoint"),
            idle("audit.*", "there is no audit log yet"),
            idle("autopurge.*", "old snapshots go whenever a new one is written"),
            idle("snapshot.*", OWN_SNAPSHOTS),
            idle("txnLogSizeLimitInKb", "the log is cut into segments of 64 MiB"),
            idle("commitLogCount", "followers are fed from memory by bytes and from the log on disk"),
            idle("serializeLastProcessedZxid.enabled", OWN_SNAPSHOTS),
            idle("standaloneEnabled", "one voter is an ensemble of one"),
            idle("reconfigEnabled", "the members cannot change at run time yet"),
            idle("observerMasterPort", "observers are not built yet"),
            idle("observer.*", "observers are not built yet"),
            idle("syncEnabled", "observers are not built yet"),
            idle("leaderServes", "a leader serves clients, too"),
            idle("localSessionsEnabled", "every session is known to all peers"),
            idle("localSessionsUpgradingEnabled", "every session is known to all peers"),
            idle("readonlymode.enabled", "there is no read-only mode yet"),
            idle("extendedTypesEnabled", "containers and TTL nodes are always on"),
            idle("emulate353TTLNodes", "no data of ZooKeeper 3.5.3 is read"),
            idle("znode.container.*", "the leader collects containers at its own pace"),
            idle("enforceQuota", "quotas are not enforced yet"),
            idle("digest.enabled", "replicas always compare their digests"),
            idle("closeSessionTxn.enabled", "the close of a session is always one entry"),
            idle("enableEagerACLCheck", "ACLs are checked where an entry is applied"),
            idle("IPAuthenticationProvider.*", "only the address of the connection counts"),
            idle("X509AuthenticationProvider.*", NO_TLS),
            idle("superUser*", NO_SASL),
            idle("kerberos.*", NO_SASL),
            idle("ensembleAuthName", "the scheme 'ensemble' is not built yet"),
            idle("fips-mode", NO_TLS),
            idle("client.portUnification", NO_TLS),
            idle("portUnification", NO_TLS),
            idle("serverCnxnFactory", "there is one kind of client connection"),
            idle("clientPortListenBacklog", "the system's own backlog holds"),
            idle("maxCnxns", "only the connections of one address are limited yet"),
            idle("clientTcpKeepAlive", "sessions notice a dead connection"),
            idle("request_throttle*", "requests wait under back-pressure, none is dropped"),
            idle("requestThrottle*", "requests wait under back-pressure, none is dropped"),
            idle("throttled_op_wait_time", "requests wait under back-pressure, none is dropped"),
            idle("throttledOpWaitTime", "requests wait under back-pressure, none is dropped"),
            idle("connection*", "connections are not throttled yet"),
            idle("largeRequest*", "requests wait under back-pressure, none is dropped"),
            idle("flushDelay", OWN_THREADS),
            idle("maxWriteQueuePollTime", OWN_THREADS),
            idle("maxBatchSize", OWN_THREADS),
            idle("commitProcessor.*", OWN_THREADS),
            idle("nio.*", OWN_THREADS),
            idle("netty.*", OWN_THREADS),
            idle("watchManagerName", "there is one kind of watch manager"),
            idle("watchManager.*", "there is one kind of watch manager"),
            idle("watcherCleaner*", "there is one kind of watch manager"),
            idle("maxResponseCacheSize", "replies are encoded once, where the data is"),
            idle("maxGetChildrenResponseCacheSize", "replies are encoded once, where the data is"),
            idle("jute.maxbuffer.extrasize", "jute.maxbuffer bounds the fields of a request, too"),
            idle("connectToLearnerMasterLimit", OWN_LINKS),
            idle("fastleader.*", OWN_LINKS),
            idle("cnxTimeout", OWN_LINKS),
            idle("quorumCnxnTimeoutMs", OWN_LINKS),
            idle("tcpKeepAlive", OWN_LINKS),
            idle("electionPortBindRetry", OWN_LINKS),
            idle("learner.*", OWN_LINKS),
            idle("leader.*", OWN_LINKS),
            idle("multiAddress.*", "a server has one address"),
            idle("datadir.autocreate", "missing directories are made"),
            idle("fsync.warningthresholdms", "the time of each fsync is measured"),
            idle("jvm.pause.monitor*", "pauses of the JVM are not measured yet"),
            idle("jmx.*", "there is no JMX"),
            idle("allowSaslFailedClients", NO_SASL),
            idle("version", "members cannot change at run time yet"));

    private static final List<ZooKey> ALL =
            List.of(HONOURED, REFUSED, IDLE).stream().flatMap(List::stream).toList();

    private ZooKeys() {}

    /** The whole table: what is honoured, refused, left aside, in this order. */
    public static List<ZooKey> all() {
        return ALL;
    }

    /** The key that a file spells so, if it is anyone's. An exact name counts before a prefix. */
    static Optional<ZooKey> find(String key) {
        return ALL.stream()
                .filter(known -> known.name().equals(key))
                .findFirst()
                .or(() -> ALL.stream().filter(known -> known.matches(key)).findFirst());
    }

    /** The entry of a key that the code itself names. */
    static ZooKey named(String name) {
        return ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the table of keys lacks " + name));
    }
}
