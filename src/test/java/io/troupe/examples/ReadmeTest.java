package io.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Kazoo;
import io.troupe.server.testing.TestEnsemble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows code that runs. */
class ReadmeTest {
    private static final Path EXAMPLES = Path.of("src/test/java/io/troupe/examples");

    @Test
    void theCuratorExampleRuns() throws Exception {
        try (TestEnsemble ensemble = TestEnsemble.start(3)) {
            CuratorLock.run(ensemble.connectString());
        }
    }

    @Test
    void theClientExamplesRun() throws Exception {
        try (TestEnsemble ensemble = TestEnsemble.start(3)) {
            HeldLock.run(ensemble.connectString());
            ConfigurationService.run(ensemble.connectString());
            LeaderElectedWorker.run(ensemble.connectString());
            GroupOfWorkers.run(ensemble.connectString());
        }
    }

    @Test
    void aConfigurationIsMadeChangedAndDeletedFromPython() throws Exception {
        Kazoo.assumeInstalled();
        try (TestEnsemble ensemble = TestEnsemble.start(3)) {
            Kazoo.Ended ended = Kazoo.run(
                    Duration.ofMinutes(1), EXAMPLES.resolve("kazoo_config.py").toString(), ensemble.connectString());

            assertThat(ended.status()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("ephemeral ok", "persistent ok");
        }
    }

    @Test
    void theKazooExampleRuns() throws Exception {
        Kazoo.assumeInstalled();
        try (TestEnsemble ensemble = TestEnsemble.start(3)) {
            Kazoo.Ended ended = Kazoo.run(
                    Duration.ofMinutes(1), EXAMPLES.resolve("kazoo_settings.py").toString(), ensemble.connectString());

            assertThat(ended.status()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("color is b'green' as of version 0");
        }
    }

    @Test
    void theExamplesShownAreThoseThatRun() throws Exception {
        String readme = squeezed(Files.readString(Path.of("README.md")));
        assertThat(readme).contains(squeezed(shownOf("CuratorLock.java", "// README")));
        for (String file : List.of("HeldLock", "ConfigurationService", "LeaderElectedWorker", "GroupOfWorkers")) {
            assertThat(readme).contains(squeezed(shownOf(file + ".java", "// README")));
        }
        assertThat(readme).contains(squeezed(shownOf("kazoo_settings.py", "# README")));
    }

    private static String shownOf(String file, String mark) throws IOException {
        List<String> parts = Pattern.compile(mark)
                .splitAsStream(Files.readString(EXAMPLES.resolve(file)))
                .toList();
        assertThat(parts).hasSize(3);
        return parts.get(1);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
