package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Kazoo;
import io.troupe.server.testing.TestEnsemble;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Python's client, kazoo, which takes the protocol in its own way; the promises stand in {@code kazoo_promises.py}. */
@Timeout(200)
class KazooTest {
    private static final String SCRIPT = "src/test/python/kazoo_promises.py";
    private static final int PROMISES = 6;

    @Test
    void aProgramInPythonIsServedAsByZooKeeper() throws Exception {
        Kazoo.assumeInstalled();
        try (TestEnsemble ensemble = TestEnsemble.start(3)) {
            Kazoo.Ended ended = Kazoo.run(Duration.ofMinutes(2), SCRIPT, ensemble.connectString());

            assertThat(ended.status()).as(ended.said()).isZero();
            assertThat(ended.said().lines().filter(line -> line.startsWith("ok ")))
                    .hasSize(PROMISES);
        }
    }
}
