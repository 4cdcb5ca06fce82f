package io.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.server.testing.TestEnsemble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows code that runs. */
class ReadmeTest {
    private static final Path EXAMPLE = Path.of("src/test/java/io/troupe/examples/CuratorLock.java");

    @Test
    void theCuratorExampleRuns() throws Exception {
        try (TestEnsemble ensemble = TestEnsemble.start(3)) {
            CuratorLock.run(ensemble.connectString());
        }
    }

    @Test
    void theCuratorExampleIsTheOneThatRuns() throws Exception {
        List<String> parts = Pattern.compile("// README")
                .splitAsStream(Files.readString(EXAMPLE))
                .toList();
        assertThat(squeezed(Files.readString(Path.of("README.md")))).contains(squeezed(parts.get(1)));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
