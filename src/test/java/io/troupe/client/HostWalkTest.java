package io.troupe.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostWalkTest {
    private static final List<Host> HOSTS = IntStream.rangeClosed(1, 5)
            .mapToObj(i -> new Host("10.0.0." + i, 2181))
            .toList();

    private static Host first(List<Host> hosts, int client) {
        return new HostWalk(hosts, "client-" + client).preferred().get(0);
    }

    @Test
    void clientsSpreadEvenlyOverThePeers() {
        Map<Host, Integer> counts = new HashMap<>();
        for (int client = 0; client < 5_000; client++) {
            counts.merge(first(HOSTS, client), 1, Integer::sum);
        }
        assertThat(counts.values())
                .hasSize(5)
                .allSatisfy(count -> assertThat(count).isBetween(600, 1_500));
    }

    @Test
    void whenAPeerGoesOnlyItsOwnClientsMove() {
        List<Host> fewer = HOSTS.subList(0, 4);
        for (int client = 0; client < 1_000; client++) {
            Host before = first(HOSTS, client);
            if (fewer.contains(before)) {
                assertThat(first(fewer, client)).isEqualTo(before);
            }
        }
    }

    @Test
    void theOrderOfTheListDoesNotMatter() {
        List<Host> turned = List.of(HOSTS.get(4), HOSTS.get(3), HOSTS.get(2), HOSTS.get(1), HOSTS.get(0));
        assertThat(new HostWalk(turned, "a").preferred()).isEqualTo(new HostWalk(HOSTS, "a").preferred());
    }

    @Test
    void aPeerThatWasLostIsTriedLast() {
        HostWalk walk = new HostWalk(HOSTS, "a");
        Host lost = walk.next();
        walk.beginWithout(lost);
        for (int i = 0; i < 4; i++) {
            assertThat(walk.next()).isNotEqualTo(lost);
        }
        assertThat(walk.next()).isEqualTo(lost);
        assertThat(walk.exhausted()).isTrue();
    }
}
