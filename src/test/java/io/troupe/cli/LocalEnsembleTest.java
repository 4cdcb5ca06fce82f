package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.server.Environment;
import io.troupe.server.StartError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalEnsembleTest {
    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    Path dir;

    private LocalEnsemble ensemble;

    @AfterEach
    void stopWhatIsLeft() {
        if (ensemble != null) {
            ensemble.stop();
        }
    }

    @Test
    void servesOnceEveryPeerHasAModeAndStopsAllOfThem() throws InterruptedException {
        ensemble = LocalEnsemble.start(FakePeer.plan(dir, 3), new Environment(), FakePeer::command);

        assertThat(ensemble.awaitServing(PATIENCE_MILLIS, peer -> {}))
                .isEqualTo(Map.of(1, "follower", 2, "follower", 3, "follower"));

        ensemble.stop();
        assertThat(ensemble.peers()).noneMatch(ChildPeer::isAlive);
        assertThat(ensemble.awaitEnd()).as("a peer that was stopped is no news").isEmpty();
        assertThat(ensemble.peers()).allMatch(peer -> peer.obituary().contains("exit status 0"));
        assertThat(ensemble.peers()).allMatch(peer -> peer.obituary().contains("stopped in order"));
    }

    @Test
    void isTheOnlyOneInItsDirectoryUntilItStops() {
        EnsemblePlan plan = FakePeer.plan(dir, 1);
        ensemble = LocalEnsemble.start(plan, new Environment(), FakePeer::command);

        assertThatThrownBy(() -> LocalEnsemble.start(FakePeer.plan(dir, 1), new Environment(), FakePeer::command))
                .isInstanceOf(StartError.class)
                .hasMessageContaining("is in use by another `troupe up`");

        ensemble.stop();
        ensemble = LocalEnsemble.start(plan, new Environment(), FakePeer::command);
        assertThat(ensemble.isAnyAlive()).isTrue();
    }

    @Test
    void reportsAPeerThatDiesWithTheLastThatItPrinted() throws InterruptedException {
        ensemble = LocalEnsemble.start(FakePeer.plan(dir, 2), new Environment(), FakePeer::command);
        ensemble.awaitServing(PATIENCE_MILLIS, peer -> {});

        ProcessHandle.of(ensemble.peers().get(1).pid()).orElseThrow().destroyForcibly();

        Optional<ChildPeer> dead = ensemble.awaitEnd();
        assertThat(dead).isPresent();
        assertThat(dead.get().seat().id()).isEqualTo(2);
        assertThat(dead.get().obituary()).contains("peer 2 has ended, exit status 137", "peer 2 starts");
        assertThat(ensemble.isAnyAlive()).isTrue();
    }

    @Test
    void givesUpWhenAPeerDoesNotComeUp() {
        List<String> last = new ArrayList<>();
        ensemble = LocalEnsemble.start(
                FakePeer.plan(dir, 1), new Environment(), config -> FakePeer.command(config, "full"));

        assertThatThrownBy(() -> ensemble.awaitServing(PATIENCE_MILLIS, peer -> last.add(peer.obituary())))
                .isInstanceOf(StartError.class)
                .hasMessageContaining("peer 1 has ended");
        assertThat(last).singleElement().asString().contains("exit status 74", "peer 1 starts");
    }
}
