package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.server.StartError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleFilesTest {
    @TempDir
    Path dir;

    @Test
    void namesThePortThatIsTakenAndTheWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(EnsemblePlan.HOST))) {
            EnsemblePlan plan = EnsemblePlan.of(1, Math.min(taken.getLocalPort(), 65_000), dir);
            EnsemblePlan at = new EnsemblePlan(
                    dir,
                    plan.seats().stream()
                            .map(seat -> new EnsemblePlan.Seat(1, taken.getLocalPort(), 1, 2, 3, seat.directory()))
                            .toList());

            assertThatThrownBy(() -> EnsembleFiles.prepare(at))
                    .isInstanceOf(StartError.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("--base-port");
        }
    }

    @Test
    void doesNotStartOneEnsembleFromTheDataOfAnother() {
        EnsembleFiles.prepare(FakePeer.plan(dir, 3));

        assertThatCode(() -> EnsembleFiles.prepare(FakePeer.plan(dir, 3))).doesNotThrowAnyException();
        assertThatThrownBy(() -> EnsembleFiles.prepare(FakePeer.plan(dir, 1)))
                .isInstanceOf(StartError.class)
                .hasMessageContaining("holds an ensemble of 3: give --peers 3");
    }

    @Test
    void saysInOneLineThatItCannotWrite() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");

        assertThatThrownBy(() -> EnsembleFiles.prepare(FakePeer.plan(file, 1)))
                .isInstanceOf(StartError.class)
                .hasMessageStartingWith("cannot write below " + file);
    }

    @Test
    void showsTheLastLinesOfThisRunOnly() throws IOException {
        Path log = Files.writeString(dir.resolve("log"), "old\n1\n2\n3\n");

        assertThat(EnsembleFiles.tail(log, 4, 2)).containsExactly("2", "3");
        assertThat(EnsembleFiles.tail(log, 4, 9)).containsExactly("1", "2", "3");
        assertThat(EnsembleFiles.tail(dir.resolve("none"), 0, 9))
                .singleElement()
                .asString()
                .contains("cannot be read");
    }
}
