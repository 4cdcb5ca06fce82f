package io.troupe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs programs in Python that use kazoo, as a user's machine does: Debian's Python with Debian's package. */
public final class Kazoo {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Duration IMPORT_DEADLINE = Duration.ofMinutes(1);

    private Kazoo() {}

    /** How a program ended, and all that it said. */
    public record Ended(int status, String said) {}

    /** Skips the test that asks, with one line that says why, where there is no kazoo. */
    public static void assumeInstalled() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PYTHON))
                || run(IMPORT_DEADLINE, "-c", "import kazoo").status() != 0) {
            String reason = "skipped: no kazoo for " + PYTHON + " (Debian: python3-kazoo)";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
    }

    /**
     * Python with these arguments. What it says goes to a file, so that a program that hangs can be ended at its
     * deadline; it has not ended with status 0 then.
     */
    public static Ended run(Duration deadline, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("kazoo", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(PYTHON);
            builder.command().addAll(List.of(arguments));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
