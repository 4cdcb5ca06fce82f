package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.server.testing.TestEnsemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Python's client, kazoo, which takes the protocol in its own way; the promises stand in {@code kazoo_promises.py}. */
@Timeout(200)
class KazooTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String SCRIPT = "src/test/python/kazoo_promises.py";
    private static final int PROMISES = 6;

    @TempDir
    Path directory;

    @Test
    void aProgramInPythonIsServedAsByZooKeeper() throws Exception {
        if (!Files.isExecutable(Path.of(PYTHON)) || run("-c", "import kazoo") != 0) {
            System.out.println("KazooTest is skipped: no kazoo for " + PYTHON + " (Debian: python3-kazoo)");
            Assumptions.abort("no kazoo for " + PYTHON);
        }
        try (TestEnsemble ensemble = TestEnsemble.start(3)) {
            int status = run(SCRIPT, ensemble.connectString());

            assertThat(status).as(said()).isZero();
            assertThat(said().lines().filter(line -> line.startsWith("ok "))).hasSize(PROMISES);
        }
    }

    /** @return the exit status; what it said goes to a file, so that a script that hangs can be ended */
    private int run(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(PYTHON);
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(output(), StandardCharsets.UTF_8);
    }

    private Path output() {
        return directory.resolve("output");
    }
}
