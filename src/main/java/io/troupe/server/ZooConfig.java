package io.troupe.server;

import io.troupe.server.ZooSettings.Given;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a peer's configuration from a file in ZooKeeper's own format ({@code zoo.cfg}), with ZooKeeper's names and
 * defaults. Whoever moves here keeps the file; what it asks for and does not get is said in {@link #warnings}, one line
 * each, and where that would weaken safety the peer does not start.
 */
public record ZooConfig(PeerConfig peer, List<String> warnings) {
    /** A port, a beat or a limit beyond this is a slip of the pen. */
    private static final int DAY_MILLIS = 24 * 60 * 60 * 1_000;

    private static final int MAX_FRAME_BYTES = 1 << 30;

    /** No myid is needed where there is nobody to be told apart from. */
    private static final int STANDALONE_ID = 1;

    public ZooConfig {
        warnings = List.copyOf(warnings);
    }

    /** @throws ConfigError where a peer must not start with this file */
    public static ZooConfig read(Path file) {
        return read(file, Map.of());
    }

    /**
     * @param properties of the JVM: {@code -Dzookeeper.KEY=value} counts where the file does not say otherwise
     * @throws ConfigError where a peer must not start with this file
     */
    public static ZooConfig read(Path file, Map<String, String> properties) {
        String text = ConfigFiles.text(file);
        ZooSettings settings =
                ZooSettings.sorted(file.toString(), PropertiesText.read(file.toString(), text), properties);
        PeerConfig peer = peer(settings);
        return new ZooConfig(peer, settings.warnings());
    }

    private static PeerConfig peer(ZooSettings settings) {
        PeerConfig.Directories directories = directories(settings);
        List<Voter> listed = VoterList.read(settings);
        Optional<Integer> written = ConfigFiles.myid(directories.data());
        int myid = myid(settings, directories.data(), listed, written);
        Optional<Voter> self =
                listed.stream().filter(voter -> voter.id() == myid).findFirst();
        Endpoint client = client(settings, self);
        List<Voter> voters = listed.isEmpty() ? List.of(alone(myid, client)) : listed;
        VoterList.checkPorts(settings, voters, myid, client);
        warnOfUnsafe(settings);
        return new PeerConfig(
                myid,
                voters,
                client,
                directories,
                timing(settings, voters.size() > 1),
                limits(settings),
                new LogSizes(
                        settings.whole("snapCount", 2, Integer.MAX_VALUE),
                        1024L * settings.whole("preAllocSize", 0, 1 << 22),
                        1024L * settings.whole("snapSizeLimitInKb", 1, Integer.MAX_VALUE),
                        settings.whole("autopurge.snapRetainCount", 1, 1_000_000)),
                superDigest(settings),
                settings.yes("quorumListenOnAllIPs", "true", "false"),
                new AdminConfig(
                        settings.yes("admin.enableServer", "true", "false"),
                        new Endpoint(
                                unbracketed(settings.find("admin.serverAddress")
                                        .orElseThrow()
                                        .value()),
                                settings.whole("admin.serverPort", 0, 65_535))));
    }

    private static PeerConfig.Directories directories(ZooSettings settings) {
        Given data = settings.find("dataDir")
                .filter(given -> !given.value().isEmpty())
                .orElseThrow(() -> settings.missing("dataDir", "a peer needs a directory for its data"));
        Given log = settings.find("dataLogDir")
                .filter(given -> !given.value().isEmpty())
                .orElse(data);
        return new PeerConfig.Directories(ConfigFiles.directory(data), ConfigFiles.directory(log));
    }

    private static int myid(ZooSettings settings, Path dataDir, List<Voter> listed, Optional<Integer> written) {
        String ids = listed.stream().map(voter -> "" + voter.id()).collect(Collectors.joining(", "));
        Path file = dataDir.resolve(ConfigFiles.MYID);
        if (listed.isEmpty()) {
            return written.orElse(STANDALONE_ID);
        }
        if (written.isEmpty() && listed.size() == 1) {
            return listed.get(0).id();
        }
        int myid = written.orElseThrow(() -> settings.missing(
                file.toString(), "it holds the id of this peer, one of " + ids + ", and nothing else"));
        if (listed.stream().noneMatch(voter -> voter.id() == myid)) {
            throw new ConfigError(file + ": this peer's id is " + myid + ", but the servers are " + ids);
        }
        return myid;
    }

    /** Given by this peer's own server line, by clientPort, or by both if they agree (as in ZooKeeper). */
    private static Endpoint client(ZooSettings settings, Optional<Voter> self) {
        Optional<Endpoint> line = self.flatMap(Voter::client);
        Optional<Given> address = settings.find("clientPortAddress");
        if (settings.find("clientPort").isEmpty()) {
            address.ifPresent(given -> {
                throw given.wrong("there is no clientPort that belongs to it");
            });
            return line.orElseThrow(() -> settings.missing("clientPort", "no client could connect"));
        }
        String host =
                address.map(Given::value).filter(value -> !value.isEmpty()).orElse(Endpoint.ANY_HOST);
        Endpoint key = new Endpoint(unbracketed(host), settings.whole("clientPort", 1, 65_535));
        if (line.isPresent()
                && !line.get().equals(key)
                && !(address.isEmpty() && line.get().port() == key.port())) {
            Given port = settings.find("clientPort").orElseThrow();
            throw port.wrong("this peer's own server line says " + line.get() + "; give one of the two");
        }
        return line.orElse(key);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** A stand-alone peer needs no peer ports: nobody dials it. */
    private static Voter alone(int myid, Endpoint client) {
        return new Voter(myid, "localhost", 0, 0, Optional.of(client));
    }

    private static Timing timing(ZooSettings settings, boolean ensemble) {
        int tick = settings.whole("tickTime", 1, DAY_MILLIS);
        int least = settings.whole("minSessionTimeout", -1, DAY_MILLIS, -1);
        int most = settings.whole("maxSessionTimeout", -1, DAY_MILLIS, -1);
        int min = least < 1 ? capped(2L * tick) : least;
        int max = most < 1 ? capped(20L * tick) : most;
        if (min > max) {
            Given culprit = settings.find(least < 1 ? "maxSessionTimeout" : "minSessionTimeout")
                    .orElseThrow();
            throw culprit.wrong("sessions would last at least " + min + " and at most " + max + " milliseconds");
        }
        int heartbeat = settings.whole("peer.heartbeat", 10, DAY_MILLIS);
        int silence = settings.whole("peer.silence", 20, DAY_MILLIS);
        if (silence / 2 < heartbeat) {
            Given beat = settings.find("peer.silence").orElseThrow();
            throw beat.wrong("must be at least twice peer.heartbeat, which is " + heartbeat);
        }
        return new Timing(
                tick,
                ticks(settings, "initLimit", ensemble),
                ticks(settings, "syncLimit", ensemble),
                min,
                max,
                heartbeat,
                silence);
    }

    private static int capped(long millis) {
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private static int ticks(ZooSettings settings, String key, boolean ensemble) {
        if (ensemble && settings.find(key).isEmpty()) {
            throw settings.missing(
                    key, "an ensemble needs it, in ticks (ZooKeeper's sample: initLimit=10, syncLimit=5)");
        }
        int sample = key.equals("initLimit") ? Timing.STANDARD.initLimitTicks() : Timing.STANDARD.syncLimitTicks();
        return settings.whole(key, 1, 1_000_000, sample);
    }

    private static Limits limits(ZooSettings settings) {
        String words = settings.find("4lw.commands.whitelist").orElseThrow().value();
        Set<String> allowed = Arrays.stream(words.split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        return new Limits(
                settings.whole("maxClientCnxns", 0, Integer.MAX_VALUE),
                settings.whole("globalOutstandingLimit", 1, Integer.MAX_VALUE),
                settings.whole("jute.maxbuffer", 1_024, MAX_FRAME_BYTES),
                allowed);
    }

    private static Optional<String> superDigest(ZooSettings settings) {
        Optional<Given> digest = settings.find("DigestAuthenticationProvider.superDigest")
                .filter(given -> !given.value().isEmpty());
        digest.filter(given -> !given.value().matches("[^:]+:[^:]+")).ifPresent(given -> {
            throw new ConfigError(given.place() + ": " + given.key() + " must be user:base64(SHA1(user:password))");
        });
        return digest.map(Given::value);
    }

    /** What would weaken a guarantee if it were followed is not followed, and that is said. */
    private static void warnOfUnsafe(ZooSettings settings) {
        Given sync = settings.find("forceSync").orElseThrow();
        if (sync.value().equalsIgnoreCase("no")) {
            settings.warn(
                    sync.place() + ": forceSync=no is NOT followed: what is acknowledged is on disk first, always");
        }
        Given acl = settings.find("skipACL").orElseThrow();
        if (acl.value().equalsIgnoreCase("yes")) {
            settings.warn(acl.place() + ": skipACL=yes is NOT followed: ACLs are always enforced;"
                    + " DigestAuthenticationProvider.superDigest names a superuser who may do all");
        }
    }
}
