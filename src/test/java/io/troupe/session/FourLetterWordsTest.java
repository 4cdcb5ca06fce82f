package io.troupe.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words in place of a greeting. */
@Timeout(60)
class FourLetterWordsTest {
    private final Port port = Port.open();

    @AfterEach
    void close() {
        port.close();
    }

    private String ask(String word) throws Exception {
        try (RawClient client = port.client()) {
            client.send(word);
            return client.text();
        }
    }

    @Test
    void ruokIsAnsweredAlsoWithoutAQuorum() throws Exception {
        assertThat(ask("ruok")).isEqualTo("imok");
        port.serving = false;
        assertThat(ask("ruok")).isEqualTo("imok");
    }

    @Test
    void srvrTellsWhatTheReplicaAndTheSessionsKnow() throws Exception {
        assertThat(ask("srvr"))
                .contains("Zookeeper version: 3.9.5-troupe", "Zxid: 0x64", "Mode: standalone", "Node count: 4")
                .contains("Connections: 1");
    }

    @Test
    void statListsTheConnectionsToo() throws Exception {
        try (RawClient client = port.client()) {
            client.connect(0, 10_000);
            assertThat(ask("stat"))
                    .contains("/127.0.0.1:" + client.socket.getLocalPort())
                    .contains("Mode: standalone");
        }
    }

    @Test
    void withoutAQuorumMonitoringFindsTheSentenceThatItLooksFor() throws Exception {
        port.serving = false;
        assertThat(ask("srvr")).startsWith("This ZooKeeper instance is not currently serving requests");
    }

    @Test
    void aWordThatIsNotOnTheListIsRefusedByName() throws Exception {
        assertThat(ask("mntr")).startsWith("mntr is not executed because it is not in the whitelist.");
        assertThat(ask("dump")).startsWith("dump is not executed because it is not in the whitelist.");
    }

    @Test
    void whoeverAsksMayCloseItsSideBeforeItReads() throws Exception {
        try (RawClient client = port.client()) {
            client.send("srvr");
            client.socket.shutdownOutput();
            assertThat(client.text()).contains("Mode: standalone");
        }
    }

    @Test
    void aWordMayComeInPieces() throws Exception {
        try (RawClient client = port.client()) {
            for (String letter : "ruok".split("")) {
                client.send(letter);
            }
            assertThat(client.text()).isEqualTo("imok");
        }
    }

    @Test
    void aWordIsOneOnlyAtTheBeginning() throws Exception {
        try (RawClient client = port.client()) {
            client.connect(0, 10_000);
            client.send("srvr");
            assertThat(client.closes()).isTrue();
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
