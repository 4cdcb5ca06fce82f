package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.server.ConfigError;
import io.troupe.server.PeerConfig;
import io.troupe.server.ZooConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsemblePlanTest {
    @TempDir
    Path dir;

    @Test
    void takesThePortsThatZooKeeperUsersKnow() {
        EnsemblePlan plan = EnsemblePlan.of(3, 0, dir);

        assertThat(plan.ports())
                .containsExactly(2181, 2888, 3888, 8080, 2182, 2889, 3889, 8081, 2183, 2890, 3890, 8082);
        assertThat(plan.connectString()).isEqualTo("127.0.0.1:2181,127.0.0.1:2182,127.0.0.1:2183");
    }

    @Test
    void takesOtherPortsFromABasePortOn() {
        assertThat(EnsemblePlan.of(2, 21_000, dir).ports())
                .containsExactly(21_000, 21_100, 21_200, 21_300, 21_001, 21_101, 21_201, 21_301);
        assertThat(EnsemblePlan.of(1, 21_000, dir).ports()).containsExactly(21_000, 21_300);
    }

    @Test
    void refusesWhatThereIsNotInOneLine() {
        assertThatThrownBy(() -> EnsemblePlan.of(0, 0, dir)).isInstanceOf(ConfigError.class);
        assertThatThrownBy(() -> EnsemblePlan.of(100, 0, dir)).isInstanceOf(ConfigError.class);
        assertThatThrownBy(() -> EnsemblePlan.of(3, 65_400, dir))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("--base-port 65400");
        assertThatThrownBy(() -> EnsemblePlan.of(3, -1, dir)).isInstanceOf(ConfigError.class);
    }

    @Test
    void writesFilesThatAPeerReadsWithoutAWarning() {
        Path odd = dir.resolve("a b\\c é");
        EnsemblePlan plan = EnsemblePlan.of(3, 21_000, odd);
        EnsembleFiles.prepare(plan);

        for (EnsemblePlan.Seat seat : plan.seats()) {
            ZooConfig read = ZooConfig.read(seat.config());
            PeerConfig peer = read.peer();

            assertThat(read.warnings()).isEmpty();
            assertThat(peer.myid()).isEqualTo(seat.id());
            assertThat(peer.voters()).hasSize(3);
            assertThat(peer.client().port()).isEqualTo(seat.clientPort());
            assertThat(peer.self().peerPort()).isEqualTo(seat.peerPort());
            assertThat(peer.admin().endpoint().port()).isEqualTo(seat.adminPort());
            assertThat(peer.directories().data()).isEqualTo(seat.state());
        }
    }

    @Test
    void writesAStandAlonePeerWithoutPeers() {
        EnsemblePlan plan = EnsemblePlan.of(1, 21_000, dir);
        EnsembleFiles.prepare(plan);

        assertThat(ZooConfig.read(plan.seats().get(0).config()).peer().isStandalone())
                .isTrue();
    }
}
