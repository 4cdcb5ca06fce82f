package io.troupe.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that one peer must be told before it can start. Immutable and already checked: what a peer is built from needs no
 * second look. Read from a file by {@link ZooConfig}; a test makes one with {@link #of}.
 *
 * @param voters all voters, this peer among them, by id; one voter is a stand-alone peer
 * @param superDigest {@code user:base64(SHA1(user:password))} of the superuser
 * @param listensOnAllHosts whether peers may come in over every address of this machine, or only its own host
 */
public record PeerConfig(
        int myid,
        List<Voter> voters,
        Endpoint client,
        Directories directories,
        Timing timing,
        Limits limits,
        LogSizes log,
        Optional<String> superDigest,
        boolean listensOnAllHosts,
        AdminConfig admin) {

    public PeerConfig {
        voters = List.copyOf(voters);
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(directories, "directories");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(superDigest, "superDigest");
        Objects.requireNonNull(admin, "admin");
        if (voters.stream().noneMatch(voter -> voter.id() == myid)) {
            throw new IllegalArgumentException("peer " + myid + " is not among the voters " + voters);
        }
    }

    /** A peer with ZooKeeper's defaults in everything else. */
    public static PeerConfig of(int myid, List<Voter> voters, Endpoint client, Path dataDir) {
        return new PeerConfig(
                myid,
                voters,
                client,
                Directories.of(dataDir),
                Timing.STANDARD,
                Limits.STANDARD,
                LogSizes.STANDARD,
                Optional.empty(),
                false,
                AdminConfig.OFF);
    }

    /** This peer as the others see it. */
    public Voter self() {
        return voters.stream().filter(voter -> voter.id() == myid).findFirst().orElseThrow();
    }

    public boolean isStandalone() {
        return voters.size() == 1;
    }

    /** Where this peer listens for its peers. */
    public Endpoint peerListener() {
        return listensOnAllHosts ? new Endpoint(Endpoint.ANY_HOST, self().peerPort()) : self().peer();
    }

    public PeerConfig with(Timing other) {
        return new PeerConfig(
                myid, voters, client, directories, other, limits, log, superDigest, listensOnAllHosts, admin);
    }

    public PeerConfig with(Limits other) {
        return new PeerConfig(
                myid, voters, client, directories, timing, other, log, superDigest, listensOnAllHosts, admin);
    }

    public PeerConfig with(LogSizes other) {
        return new PeerConfig(
                myid, voters, client, directories, timing, limits, other, superDigest, listensOnAllHosts, admin);
    }

    public PeerConfig with(AdminConfig other) {
        return new PeerConfig(
                myid, voters, client, directories, timing, limits, log, superDigest, listensOnAllHosts, other);
    }

    /** Where a peer keeps what it must not forget. They need not exist yet. */
    public record Directories(Path data, Path log) {
        public Directories {
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(log, "log");
        }

        /** One directory for both, as where a file gives no {@code dataLogDir}. */
        public static Directories of(Path data) {
            return new Directories(data, data);
        }
    }
}
