package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SignalledStopTest {
    @TempDir
    Path dir;

    private Process peer;

    @AfterEach
    void leaveNothingBehind() {
        if (peer != null) {
            peer.destroyForcibly();
        }
    }

    @Test
    void endsWithZeroOnASignal() throws Exception {
        startAndAwaitServing();

        peer.toHandle().destroy();

        assertThat(peer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.exitValue()).isZero();
        assertThat(new String(peer.getInputStream().readAllBytes())).contains("stopped in order");
    }

    @Test
    void leavesAPeerThatDoesNotManageToStop() throws Exception {
        startAndAwaitServing("hangs");

        peer.toHandle().destroy();

        assertThat(peer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.exitValue()).isZero();
    }

    @Test
    void endsAsThePeerSaysThatEndsOfItself() throws Exception {
        start("breaks");

        assertThat(peer.waitFor()).isEqualTo(74);
    }

    @Test
    void endsAsAPeerSaysThatDoesNotStart() throws Exception {
        start("full");

        assertThat(peer.waitFor()).isEqualTo(74);
    }

    private void startAndAwaitServing(String... how) throws IOException {
        int port = start(how);
        Awaitility.await().until(() -> ModeProbe.ask(EnsemblePlan.HOST, port).isPresent());
    }

    private int start(String... how) throws IOException {
        EnsemblePlan plan = FakePeer.plan(dir, 1);
        EnsembleFiles.prepare(plan);
        Path config = plan.seats().get(0).config();
        assertThat(Files.exists(config)).isTrue();
        peer = new ProcessBuilder(FakePeer.command(config, how))
                .redirectErrorStream(true)
                .start();
        return plan.seats().get(0).clientPort();
    }
}
