package io.troupe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZooConfigTest {
    private static final String ENSEMBLE = "initLimit=10\nsyncLimit=5\nclientPort=2181\n"
            + "server.1=one:2888:3888\nserver.2=two:2888:3888\nserver.3=three:2888:3888\n";

    @TempDir
    Path dir;

    @Test
    void readsTheSampleFileThatZooKeeperComesWith() throws IOException {
        PeerConfig peer = standalone("tickTime=2000\ninitLimit=10\nsyncLimit=5\nclientPort=2181")
                .peer();

        assertThat(peer.isStandalone()).isTrue();
        assertThat(peer.client()).isEqualTo(new Endpoint("0.0.0.0", 2181));
        assertThat(peer.timing()).isEqualTo(new Timing(2_000, 10, 5, 4_000, 40_000, 100, 1_000));
        assertThat(peer.directories()).isEqualTo(PeerConfig.Directories.of(dir.resolve("data")));
    }

    @Test
    void hasTheDefaultsOfZooKeeper() throws IOException {
        PeerConfig peer = standalone("clientPort=2181").peer();

        assertThat(peer.timing()).isEqualTo(Timing.STANDARD);
        assertThat(peer.limits()).isEqualTo(Limits.STANDARD);
        assertThat(peer.log()).isEqualTo(LogSizes.STANDARD);
        assertThat(peer.superDigest()).isEmpty();
        assertThat(peer.listensOnAllHosts()).isFalse();
    }

    @Test
    void honoursEveryKeyThatItClaimsTo() throws IOException {
        PeerConfig peer = standalone("clientPort=1\nclientPortAddress=[::1]\ndataLogDir=" + dir.resolve("log")
                        + "\nminSessionTimeout=7\nmaxSessionTimeout=8\nmaxClientCnxns=0\nglobalOutstandingLimit=9"
                        + "\njute.maxbuffer=0x400000\n4lw.commands.whitelist=ruok, srvr\nsnapCount=10\npreAllocSize=11"
                        + "\nDigestAuthenticationProvider.superDigest=super:abc=\nquorumListenOnAllIPs=true"
                        + "\npeer.heartbeat=20\npeer.silence=40")
                .peer();

        assertThat(peer.client()).isEqualTo(new Endpoint("::1", 1));
        assertThat(peer.directories().log()).isEqualTo(dir.resolve("log"));
        assertThat(peer.timing()).isEqualTo(new Timing(3_000, 10, 5, 7, 8, 20, 40));
        assertThat(peer.limits().connectionsPerAddress()).isZero();
        assertThat(peer.limits().outstandingRequests()).isEqualTo(9);
        assertThat(peer.limits().frameBytes()).isEqualTo(4 << 20);
        assertThat(peer.limits().allowsWord("ruok")).isTrue();
        assertThat(peer.limits().allowsWord("mntr")).isFalse();
        assertThat(peer.log()).isEqualTo(new LogSizes(10, 11 * 1024, 4L << 30, 3));
        assertThat(peer.superDigest()).contains("super:abc=");
        assertThat(peer.peerListener().host()).isEqualTo(Endpoint.ANY_HOST);
    }

    @Test
    void readsAnEnsemble() throws IOException {
        PeerConfig peer = ensemble("2", "").peer();

        assertThat(peer.myid()).isEqualTo(2);
        assertThat(peer.voters()).extracting(Voter::id).containsExactly(1, 2, 3);
        assertThat(peer.self()).isEqualTo(new Voter(2, "two", 2888, 3888, Optional.empty()));
        assertThat(peer.peerListener()).isEqualTo(new Endpoint("two", 2888));
    }

    @Test
    void takesTheClientPortFromTheServersOwnLine() throws IOException {
        String servers = "server.1=[2001:db8::1]:2888:3888:participant;[::1]:2281\nserver.2=b:1:2;2182\n"
                + "server.3=c:1:2;2183";
        write("data/myid", "1\n");

        PeerConfig peer = read("initLimit=1\nsyncLimit=1\n" + servers).peer();

        assertThat(peer.client()).isEqualTo(new Endpoint("::1", 2281));
        assertThat(peer.self().peer()).hasToString("[2001:db8::1]:2888");
        assertThat(peer.voters().get(1).client()).contains(new Endpoint("0.0.0.0", 2182));
    }

    @Test
    void refusesAClientPortThatContradictsTheServersOwnLine() throws IOException {
        write("data/myid", "1");

        assertThat(error("initLimit=1\nsyncLimit=1\nclientPort=2181\nserver.1=a:1:2;2182\nserver.2=b:1:2"))
                .startsWith("zoo.cfg:4: clientPort=2181: this peer's own server line says 0.0.0.0:2182");
    }

    @Test
    void letsTheLastOfAKeyGivenTwiceCount() throws IOException {
        ZooConfig config = standalone("clientPort=1\ntickTime=10\nzookeeper.tickTime=20");

        assertThat(config.peer().timing().tickTimeMillis()).isEqualTo(20);
        assertThat(config.warnings()).singleElement().asString().contains("zoo.cfg:4: tickTime is given before");
    }

    @Test
    void readsAKeyWithThePrefixOfZooKeepersProperties() throws IOException {
        assertThat(standalone("zookeeper.clientPort=2199").peer().client().port())
                .isEqualTo(2199);
    }

    @Test
    void takesPropertiesOfTheJvmWhereTheFileSaysNothing() throws IOException {
        Path file = write("zoo.cfg", "dataDir=" + dir.resolve("data") + "\nclientPort=1\nmaxClientCnxns=7");
        Map<String, String> properties = Map.of(
                "jute.maxbuffer", "2048",
                "zookeeper.maxClientCnxns", "8",
                "zookeeper.snapCount", "9",
                "zookeeper.sasl.client", "false");

        ZooConfig config = ZooConfig.read(file, properties);

        assertThat(config.peer().limits().frameBytes()).isEqualTo(2048);
        assertThat(config.peer().limits().connectionsPerAddress()).isEqualTo(7);
        assertThat(config.peer().log().entriesPerSnapshot()).isEqualTo(9);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void warnsOnceOfAllKeysWithoutAMeaningHere() throws IOException {
        assertThat(standalone("clientPort=1\nautopurge.purgeInterval=1\nadmin.idleTimeout=9\nleaderServes=yes")
                        .warnings())
                .singleElement()
                .asString()
                .endsWith("left aside: admin.idleTimeout, autopurge.purgeInterval, leaderServes");
    }

    @ParameterizedTest
    @CsvSource({
        "ticktime, tickTime",
        "tickTme, tickTime",
        "maxClientConnections, maxClientCnxns",
        "datadir, dataDir",
        "sever.1, server.N",
        "4lw.command.whitelist, 4lw.commands.whitelist",
        "clinetPort, clientPort",
    })
    void namesTheNearestKeyToOneThatNobodyKnows(String written, String meant) throws IOException {
        assertThat(standalone("clientPort=1\n" + written + "=1").warnings())
                .containsExactly(dir.resolve("zoo.cfg") + ":3: nobody knows the key " + written + "; did you mean "
                        + meant + "?");
    }

    @Test
    void namesNoKeyWhereNoneIsNear() throws IOException {
        assertThat(standalone("clientPort=1\nxyzzy=1").warnings())
                .singleElement()
                .asString()
                .endsWith("key xyzzy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.9=h:1:2:observer",
                "peerType=observer",
                "group.1=1:2",
                "weight.1=1",
                "secureClientPort=2281",
                "sslQuorum=true",
                "ssl.keyStore.location=/k",
                "ssl.quorum.trustStore.location=/k",
                "authProvider.1=org.example.Provider",
                "zookeeper.authProvider.sasl=org.example.Provider",
                "quorum.auth.enableSasl=true",
                "quorum.auth.kerberos.servicePrincipal=x",
                "enforce.auth.enabled=true",
                "enforce.auth.schemes=sasl",
                "sessionRequireClientSASLAuth=true",
                "dynamicConfigFile=/zoo.cfg.dynamic",
                "DigestAuthenticationProvider.digestAlg=SHA-256",
            })
    void refusesWhatWouldWeakenSafetyIfItWereLeftAside(String line) throws IOException {
        String key = line.substring(0, line.indexOf('=')).replace("zookeeper.", "");

        assertThat(error("clientPort=1\n" + line)).startsWith("zoo.cfg:3: " + key + "=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"peerType=participant", "sslQuorum=false", "quorum.auth.enableSasl=false", "electionAlg=3"})
    void doesNotRefuseValuesThatAskForNothing(String line) throws IOException {
        assertThat(standalone("clientPort=1\n" + line).warnings()).isEmpty();
    }

    @Test
    void doesNotFollowWhatWouldBreakAGuaranteeAndSaysSo() throws IOException {
        assertThat(standalone("clientPort=1\nforceSync=no\nskipACL=yes").warnings())
                .anyMatch(line -> line.contains("zoo.cfg:3: forceSync=no is NOT followed"))
                .anyMatch(line -> line.contains("zoo.cfg:4: skipACL=yes is NOT followed"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tickTime=fast",
                "tickTime=",
                "tickTime=0",
                "clientPort=0",
                "clientPort=65536",
                "clientPort=99999999999999999999",
                "maxClientCnxns=-1",
                "minSessionTimeout=100000",
                "maxSessionTimeout=1",
                "jute.maxbuffer=12",
                "snapCount=1",
                "preAllocSize=-1",
                "quorumListenOnAllIPs=perhaps",
                "peer.heartbeat=1",
                "peer.silence=150",
                "initLimit=0",
                "electionAlg=0",
                "server.1=host",
                "server.1=host:2888",
                "server.1=host:2888:2888",
                "server.1=host:2888:x",
                "server.1=:2888:3888",
                "server.1=host:2888:3888:voter",
                "server.1=::1:2888:3888",
                "server.1=[::1:2888:3888",
                "server.1=[::1]2888:3888",
                "server.1=[::1]",
                "server.1=host:2888:3888;",
                "server.1=host:2888:3888;a:b:1",
                "server.1=host:2888:3888;1;2",
                "server.1=a:1:2|b:1:2",
                "server.x=host:2888:3888",
                "server.256=host:2888:3888",
                "server.0=host:2888:3888",
                "dataLogDir=a\\u0000b",
            })
    void namesFileLineAndKeyOfABadValue(String line) throws IOException {
        String key = line.substring(0, line.indexOf('='));

        assertThat(error("clientPort=2\n" + line)).startsWith("zoo.cfg:3: ").contains(key);
    }

    @Test
    void wantsADirectoryAndAClientPort() throws IOException {
        assertThat(errorOf("clientPort=1"))
                .isEqualTo("zoo.cfg: dataDir is missing: a peer needs a directory for its data");
        assertThat(error("tickTime=1")).isEqualTo("zoo.cfg: clientPort is missing: no client could connect");
        assertThat(error("clientPort=\nclientPortAddress=::1")).startsWith("zoo.cfg:2: clientPort=");
        assertThat(error("clientPortAddress=::1")).startsWith("zoo.cfg:2: clientPortAddress=");
    }

    @Test
    void wantsTheLimitsOfAnEnsemble() throws IOException {
        write("data/myid", "1");

        assertThat(error(ENSEMBLE.replace("syncLimit=5\n", ""))).startsWith("zoo.cfg: syncLimit is missing");
    }

    @Test
    void wantsToKnowWhichOfTheServersThisOneIs() throws IOException {
        assertThat(error(ENSEMBLE))
                .startsWith("zoo.cfg: " + dir.resolve("data/myid") + " is missing")
                .contains("1, 2, 3");
        assertThat(ensembleError("7")).contains("this peer's id is 7, but the servers are 1, 2, 3");
        assertThat(ensembleError("two\nlines")).contains("'two' is no server id");
        assertThat(ensembleError("")).contains("'' is no server id");
    }

    @Test
    void wantsEachServerAndEachPortOnce() throws IOException {
        assertThat(error(ENSEMBLE + "server.02=x:1:2"))
                .contains("server 2 stands at")
                .contains("zoo.cfg:6, too");
        write("data/myid", "1");
        assertThat(error(ENSEMBLE + "server.4=ONE:3888:4888"))
                .startsWith("zoo.cfg:8: the peer port of server.4 and the election port of server.1 are the same");
        assertThat(error("clientPort=2888\n" + ENSEMBLE.replace("clientPort=2181\n", "")))
                .contains("the client port of server.1 and the peer port of server.1 are the same");
        assertThat(error(ENSEMBLE + "server.4=three:1:2;2\n")).contains("client port of server.4");
    }

    @Test
    void toleratesOneServerLineWithoutMyid() throws IOException {
        PeerConfig peer = read("clientPort=1\nserver.5=h:2:3").peer();

        assertThat(peer.myid()).isEqualTo(5);
        assertThat(peer.isStandalone()).isTrue();
    }

    @Test
    void warnsOfAnEvenNumberOfServers() throws IOException {
        write("data/myid", "1");

        assertThat(read(ENSEMBLE.replace("server.3=three:2888:3888\n", "")).warnings())
                .containsExactly("two servers tolerate the failure of none: a third one would");
    }

    @Test
    void saysInOneLineWhatIsWrongOnDisk() throws IOException {
        Path file = write("plain", "text");

        assertThatThrownBy(() -> ZooConfig.read(dir.resolve("nowhere.cfg")))
                .isInstanceOf(ConfigError.class)
                .hasMessage(dir.resolve("nowhere.cfg") + ": there is no such file");
        assertThatThrownBy(() -> ZooConfig.read(dir))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("directory");
        assertThat(errorOf("clientPort=1\ndataDir=" + file))
                .startsWith("zoo.cfg:2: dataDir=")
                .endsWith("not a directory");
    }

    @Test
    void readsNamesOfDirectoriesInUtf8AndInLatin1() throws IOException {
        Path latin = dir.resolve("zoo.cfg");
        Files.write(latin, "dataDir=/tmp/zoé\nclientPort=1".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(ZooConfig.read(latin).peer().directories().data()).isEqualTo(Path.of("/tmp/zoé"));
        assertThat(errorOf("clientPort=1\ndataDir=/tmp/zoé\ntickTime=é")).contains("tickTime=é");
    }

    @Test
    void saysEverythingInOneLine() {
        assertThat(new ConfigError("a\n  b\r\nc")).hasMessage("a b c");
    }

    private ZooConfig standalone(String lines) throws IOException {
        return read(lines);
    }

    private ZooConfig ensemble(String myid, String lines) throws IOException {
        write("data/myid", myid);
        return read(ENSEMBLE + lines);
    }

    private String ensembleError(String myid) throws IOException {
        write("data/myid", myid);
        return error(ENSEMBLE);
    }

    private ZooConfig read(String lines) throws IOException {
        return ZooConfig.read(write("zoo.cfg", "dataDir=" + dir.resolve("data") + "\n" + lines));
    }

    private String error(String lines) throws IOException {
        return errorOf("dataDir=" + dir.resolve("data") + "\n" + lines);
    }

    /** The one line, without the directory in which this test keeps its file. */
    private String errorOf(String text) throws IOException {
        Path file = write("zoo.cfg", text);
        ConfigError error = catchThrowableOfType(ConfigError.class, () -> ZooConfig.read(file));
        assertThat(error).as(text).isNotNull();
        assertThat(error.getMessage()).doesNotContain("\n");
        return error.getMessage().replaceFirst("^" + dir + "/(?=zoo)", "");
    }

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
