package io.troupe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

    private static Behavior<Void> tellingItsThread(BlockingQueue<String> threads) {
        return Behaviors.setup(context -> {
            threads.add(Thread.currentThread().getName());
            return Behaviors.empty();
        });
    }

    @Test
    void anActorOnALoopsDispatcherRunsOnThatLoopsThread() throws Exception {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        try (EventLoops loops = new EventLoops(2, List.of("peer-loop"))) {
            Behavior<Void> guardian = Behaviors.setup(context -> {
                for (String loop : List.of("client-loop-0", "client-loop-1", "peer-loop")) {
                    context.spawnAnonymous(tellingItsThread(threads), DispatcherSelector.fromConfig("troupe." + loop));
                }
                return Behaviors.empty();
            });
            ActorSystem<Void> system = ActorSystem.create(guardian, "loops", loops.setup(ConfigFactory.empty()));
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                seen.add(threads.poll(20, TimeUnit.SECONDS));
            }
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);

            assertThat(seen).containsExactlyInAnyOrder("client-loop-0", "client-loop-1", "peer-loop");
        }
    }

    @Test
    void twoSystemsInOneProcessHaveLoopsOfTheirOwn() throws Exception {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        DispatcherSelector dispatcher = DispatcherSelector.fromConfig("troupe.client-loop-0");
        try (EventLoops one = new EventLoops(1, List.of());
                EventLoops other = new EventLoops(1, List.of())) {
            one.loop("client-loop-0")
                    .submit(() -> Thread.currentThread().setName("one"))
                    .sync();
            Behavior<Void> guardian = Behaviors.setup(context -> {
                context.spawnAnonymous(tellingItsThread(threads), dispatcher);
                return Behaviors.empty();
            });
            ActorSystem<Void> first = ActorSystem.create(guardian, "first", one.setup(ConfigFactory.empty()));
            assertThat(threads.poll(20, TimeUnit.SECONDS)).isEqualTo("one");
            ActorSystem<Void> second = ActorSystem.create(guardian, "second", other.setup(ConfigFactory.empty()));
            assertThat(threads.poll(20, TimeUnit.SECONDS)).isEqualTo("client-loop-0");
            for (ActorSystem<Void> system : List.of(first, second)) {
                system.terminate();
                system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void whatTheConfigurationSaysOfALoopsDispatcherHolds() {
        try (EventLoops loops = new EventLoops(1, List.of("peer-loop"))) {
            Config own = ConfigFactory.parseString("troupe.event-loop.throughput = 99, pekko.loglevel = ERROR");
            Config all = loops.setup(own)
                    .get(org.apache.pekko.actor.BootstrapSetup.class)
                    .orElseThrow()
                    .config()
                    .get();

            assertThat(all.getInt("troupe.peer-loop.throughput")).isEqualTo(99);
            assertThat(all.getString("troupe.client-loop-0.loop")).isEqualTo("client-loop-0");
            assertThat(all.getString("pekko.loglevel")).isEqualTo("ERROR");
        }
    }

    @Test
    void aLoopOfAnotherNameIsRefusedByName() {
        try (EventLoops loops = new EventLoops(1, List.of("peer-loop"))) {
            assertThat(loops.dispatcherOf(loops.loop("peer-loop"))).isEqualTo("troupe.peer-loop");
            assertThatThrownBy(() -> loops.loop("pier-loop"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pier-loop");
        }
    }

    @Test
    void upToTwoCoresOneLoopServesTheClients() {
        assertThat(List.of(1, 2, 3, 4, 8, 9).stream().map(EventLoops::clientLoopsFor))
                .containsExactly(1, 1, 1, 2, 4, 4);
    }

    @Test
    void aClosedLoopTakesNoTask() throws Exception {
        EventLoops loops = new EventLoops(1, List.of());
        loops.close();

        assertThat(loops.loop("client-loop-0")
                        .terminationFuture()
                        .await(Duration.ofSeconds(20).toMillis()))
                .isTrue();
    }
}
