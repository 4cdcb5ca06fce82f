package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.wire.ServerReport.Client;
import io.troupe.wire.ServerReport.Contents;
import io.troupe.wire.ServerReport.Latency;
import io.troupe.wire.ServerReport.Leading;
import io.troupe.wire.ServerReport.Machine;
import io.troupe.wire.ServerReport.Mode;
import io.troupe.wire.ServerReport.ProposalBytes;
import io.troupe.wire.ServerReport.Traffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The texts are what a ZooKeeper 3.9.5 server, and an ensemble of three, print; mntr's lines have no order there. */
class FourLetterAnswerTest {
    private static final String VERSION = "3.9.5-293c895a, built on 2026-02-11 20:18 UTC";
    private static final Leading LEADING = new Leading(14_761, 2, 2, 0, 0, new ProposalBytes(48, 36, 92));

    private static final ServerReport STANDALONE = report(Mode.STANDALONE, false, 1, Optional.empty(), Map.of());
    private static final ServerReport FOLLOWER = report(Mode.FOLLOWER, false, 3, Optional.empty(), Map.of());
    private static final ServerReport LEADER = report(Mode.LEADER, false, 3, Optional.of(LEADING), Map.of());

    private static final ServerSettings SETTINGS = settings(Optional.empty());

    @Test
    void srvr() {
        assertThat(answer(FourLetterWord.SRVR, STANDALONE)).isEqualTo("""
                        Zookeeper version: 3.9.5-293c895a, built on 2026-02-11 20:18 UTC
                        Latency min/avg/max: 0/0.3333/12
                        Received: 30
                        Sent: 29
                        Connections: 2
                        Outstanding: 1
                        Zxid: 0x10000000a
                        Mode: standalone
                        Node count: 5
                        """);
    }

    @Test
    void srvrOfALeaderEndsInItsProposalSizes() {
        assertThat(answer(FourLetterWord.SRVR, LEADER)).endsWith("""
                        Zxid: 0x10000000a
                        Mode: leader
                        Node count: 5
                        Proposal sizes last/min/max: 48/36/92
                        """);
    }

    @Test
    void statListsTheClients() {
        assertThat(answer(FourLetterWord.STAT, FOLLOWER)).isEqualTo("""
                        Zookeeper version: 3.9.5-293c895a, built on 2026-02-11 20:18 UTC
                        Clients:
                         /127.0.0.1:42050[0](queued=0,recved=1,sent=0)
                         /[0:0:0:0:0:0:0:1]:42051[1](queued=1,recved=29,sent=29)

                        Latency min/avg/max: 0/0.3333/12
                        Received: 30
                        Sent: 29
                        Connections: 2
                        Outstanding: 1
                        Zxid: 0x10000000a
                        Mode: follower
                        Node count: 5
                        """);
    }

    @Test
    void readOnlyPeerSaysSo() {
        ServerReport readOnly = report(Mode.FOLLOWER, true, 3, Optional.empty(), Map.of());
        assertThat(answer(FourLetterWord.SRVR, readOnly))
                .contains("UTC\nREAD-ONLY mode; serving only read-only clients\nLatency");
        assertThat(answer(FourLetterWord.ISRO, readOnly)).isEqualTo("ro");
        assertThat(answer(FourLetterWord.ISRO, FOLLOWER)).isEqualTo("rw");
    }

    @Test
    void mntr() {
        assertThat(answer(FourLetterWord.MNTR, LEADER)).isEqualTo("""
                        zk_version\t3.9.5-293c895a, built on 2026-02-11 20:18 UTC
                        zk_server_state\tleader
                        zk_peer_state\tleading - broadcast
                        zk_quorum_size\t3
                        zk_avg_latency\t0.3333
                        zk_max_latency\t12
                        zk_min_latency\t0
                        zk_packets_received\t30
                        zk_packets_sent\t29
                        zk_num_alive_connections\t2
                        zk_outstanding_requests\t1
                        zk_znode_count\t5
                        zk_watch_count\t3
                        zk_ephemerals_count\t4
                        zk_approximate_data_size\t182
                        zk_global_sessions\t6
                        zk_uptime\t14829
                        zk_open_file_descriptor_count\t86
                        zk_max_file_descriptor_count\t20000
                        zk_leader_uptime\t14761
                        zk_learners\t2
                        zk_synced_followers\t2
                        zk_synced_observers\t0
                        zk_pending_syncs\t0
                        zk_last_proposal_size\t48
                        zk_max_proposal_size\t92
                        zk_min_proposal_size\t36
                        """);
    }

    @Test
    void mntrOfAStandalonePeerSpeaksOfNoEnsembleAndAddsWhatElseIsKnown() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("fsynctime_p99", "4");
        more.put("avg_fsynctime", "1.5");
        assertThat(answer(FourLetterWord.MNTR, report(Mode.STANDALONE, false, 1, Optional.empty(), more)))
                .contains("zk_server_state\tstandalone\nzk_avg_latency")
                .endsWith("zk_fsynctime_p99\t4\nzk_avg_fsynctime\t1.5\n");
    }

    @Test
    void conf() {
        assertThat(answer(FourLetterWord.CONF, STANDALONE)).isEqualTo("""
                        clientPort=27180
                        secureClientPort=-1
                        dataDir=/tmp/s/version-2
                        dataDirSize=478
                        dataLogDir=/tmp/s/log
                        dataLogSize=479
                        tickTime=2000
                        maxClientCnxns=60
                        minSessionTimeout=4000
                        maxSessionTimeout=40000
                        clientPortListenBacklog=-1
                        serverId=1
                        """);
    }

    @Test
    void confOfAnEnsembleEndsInItsMembers() {
        ServerSettings ensemble = settings(Optional.of(new ServerSettings.Ensemble(
                10,
                5,
                27891,
                27881,
                false,
                List.of("server.1=127.0.0.1:27881:27891:participant", "server.2=127.0.0.1:27882:27892:participant"),
                0)));
        assertThat(FourLetterAnswer.of(FourLetterWord.CONF, FOLLOWER, ensemble))
                .endsWith("serverId=1\n"
                        + "initLimit=10\n"
                        + "syncLimit=5\n"
                        + "electionAlg=3\n"
                        + "electionPort=27891\n"
                        + "quorumPort=27881\n"
                        + "peerType=0\n"
                        + "membership: \n"
                        + "server.1=127.0.0.1:27881:27891:participant\n"
                        + "server.2=127.0.0.1:27882:27892:participant\n"
                        + "version=0");
    }

    @Test
    void peerThatDoesNotServeIsAlive() {
        assertThat(FourLetterAnswer.ofNotServing(FourLetterWord.RUOK)).isEqualTo("imok");
        assertThat(FourLetterAnswer.ofNotServing(FourLetterWord.ISRO)).isEqualTo("null");
        for (FourLetterWord word : List.of(FourLetterWord.SRVR, FourLetterWord.STAT, FourLetterWord.CONF)) {
            assertThat(FourLetterAnswer.ofNotServing(word))
                    .isEqualTo("This ZooKeeper instance is not currently serving requests\n");
        }
        assertThat(answer(FourLetterWord.RUOK, STANDALONE)).isEqualTo("imok");
    }

    @Test
    void wordThatIsNotEnabledIsToldSo() {
        assertThat(FourLetterAnswer.ofNotEnabled(FourLetterWord.CONS))
                .isEqualTo("cons is not executed because it is not in the whitelist.\n");
    }

    @Test
    void everyWordIsAnsweredOrSaysThatItIsNot() {
        for (FourLetterWord word : FourLetterWord.values()) {
            if (word.answered()) {
                assertThat(answer(word, LEADER)).isNotEmpty();
            } else {
                assertThatThrownBy(() -> answer(word, LEADER)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private static String answer(FourLetterWord word, ServerReport report) {
        return FourLetterAnswer.of(word, report, SETTINGS);
    }

    private static ServerReport report(
            Mode mode, boolean readOnly, int voters, Optional<Leading> leading, Map<String, String> more) {
        return new ServerReport(
                VERSION,
                mode,
                readOnly,
                voters,
                new Latency(0, 1.0 / 3, 12),
                new Traffic(30, 29, 2, 1),
                new Contents(0x1_0000_000aL, 5, 3, 4, 182, 6),
                new Machine(14_829, 86, 20_000),
                leading,
                List.of(new Client("127.0.0.1:42050", 0, 0, 1, 0), new Client("[0:0:0:0:0:0:0:1]:42051", 1, 1, 29, 29)),
                more);
    }

    private static ServerSettings settings(Optional<ServerSettings.Ensemble> ensemble) {
        return new ServerSettings(
                27180, -1, "/tmp/s/version-2", 478, "/tmp/s/log", 479, 2000, 60, 4000, 40_000, -1, 1, ensemble);
    }
}
