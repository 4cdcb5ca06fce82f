package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code troupe server} as a process of its own: what it says and how it ends when things go wrong, and when they do
 * not.
 */
@Timeout(180)
class ServerProcessTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path dir;

    private final List<Process> started = new ArrayList<>();
    private EnsemblePlan.Seat seat;

    @BeforeEach
    void plan() {
        EnsemblePlan plan = FakePeer.plan(dir, 1);
        EnsembleFiles.prepare(plan);
        seat = plan.seats().get(0);
    }

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void servesAndEndsWithZeroOnSigtermWithinTenSeconds() throws Exception {
        Process peer = start(seat.config());
        awaitMode();

        peer.toHandle().destroy();

        assertThat(peer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.exitValue()).isZero();
    }

    @Test
    void startsAgainFromTheSameDirectoryAfterItWasKilled() throws Exception {
        Process first = start(seat.config());
        awaitMode();
        first.destroyForcibly().waitFor();

        start(seat.config());
        awaitMode();
    }

    @Test
    void saysInOneLineThatItsDirectoryIsInUse() throws Exception {
        start(seat.config());
        awaitMode();
        Path second =
                config("clientPort=" + FakePeer.plan(dir, 1).seats().get(0).clientPort());

        assertOneLine(start(second), 1, seat.state().toString());
    }

    @Test
    void saysInOneLineThatItsClientPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(EnsemblePlan.HOST))) {
            Path config = config("clientPort=" + taken.getLocalPort());

            assertOneLine(start(config), 1, "" + taken.getLocalPort());
        }
    }

    @Test
    void saysInOneLineThatItsPeerPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(EnsemblePlan.HOST))) {
            Path config = config("clientPort=" + seat.clientPort() + "\ninitLimit=10\nsyncLimit=5\nserver.1=127.0.0.1:"
                    + taken.getLocalPort() + ":1\nserver.2=127.0.0.1:2:3\nserver.3=127.0.0.1:4:5");

            assertOneLine(start(config), 1, "" + taken.getLocalPort());
        }
    }

    @Test
    void saysInOneLineWhatIsWrongWithItsConfiguration() throws Exception {
        assertOneLine(start(config("clientPort=x")), 2, ":3: clientPort=x");
        assertOneLine(start(config("clientPort=1\nsecureClientPort=2")), 2, ":4: secureClientPort=2");
        assertOneLine(start(dir.resolve("none.cfg")), 2, "there is no such file");
    }

    private Path config(String lines) throws IOException {
        return Files.writeString(
                dir.resolve("other.cfg"),
                "dataDir=" + seat.state() + "\nclientPortAddress=" + EnsemblePlan.HOST + "\n" + lines
                        + "\nadmin.serverPort=0\n");
    }

    private void awaitMode() {
        Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .until(() -> ModeProbe.ask(EnsemblePlan.HOST, seat.clientPort()).equals(Optional.of("standalone")));
    }

    /** The last line it printed names {@code what}; whatever else it printed are log lines, none of a stack trace. */
    private void assertOneLine(Process process, int status, String what) throws Exception {
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(text.lines().filter(line -> line.startsWith("troupe: ")))
                .as(text)
                .singleElement()
                .asString()
                .contains(what);
        assertThat(text).doesNotContain("\tat ", "Exception");
        assertThat(process.exitValue()).as(text).isEqualTo(status);
    }

    private Process start(Path config) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dlogback.configurationFile=conf/logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "server",
                config.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }
}
