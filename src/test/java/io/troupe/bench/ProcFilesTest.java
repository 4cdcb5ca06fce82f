package io.troupe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {
    private static final String STAT = "4711 (a (strange) name) S 1 4711 4711 0 -1 4194304 9 0 0 0 "
            + "250 50 7 8 20 0 42 0 123 3000000 4000 18446744073709551615 0 0";
    private static final String STATUS =
            "Name:\tjava\nThreads:\t42\nvoluntary_ctxt_switches:\t%d\n" + "nonvoluntary_ctxt_switches:\t%d\n";
    private static final String IO =
            "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 8192\n" + "cancelled_write_bytes: 0\n";

    @TempDir
    private Path proc;

    @BeforeEach
    void aProcessWithTwoThreads() throws IOException {
        Path process = proc.resolve("4711");
        write(process.resolve("stat"), STAT);
        write(process.resolve("io"), IO);
        write(process.resolve("task/4711/status"), STATUS.formatted(10, 2));
        write(process.resolve("task/4712/status"), STATUS.formatted(100, 20));
    }

    @Test
    void timesOfUserAndSystemAreAddedWhateverTheNameOfTheCommand() {
        assertThat(ProcFiles.cpuSeconds(STAT)).isEqualTo(3.0);
    }

    @Test
    void switchesOfBothKindsAreAddedOverAllThreads() {
        assertThat(new ProcFiles(proc).of(List.of(4711L)))
                .hasValueSatisfying(usage -> assertThat(usage.switches()).isEqualTo(132));
    }

    @Test
    void processesAreAddedUp() {
        assertThat(new ProcFiles(proc).of(List.of(4711L, 4711L))).contains(new Usage(6, 264, 16_384));
    }

    @Test
    void whatCannotBeReadIsNotGuessed() {
        assertThat(new ProcFiles(proc).of(List.of(4711L, 4713L))).isEmpty();
        assertThat(new ProcFiles(proc).of(List.of())).isEmpty();
    }

    @Test
    void whatCameBetweenIsTheDifference() {
        assertThat(new Usage(5, 50, 500).since(new Usage(2, 20, 200))).isEqualTo(new Usage(3, 30, 300));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
