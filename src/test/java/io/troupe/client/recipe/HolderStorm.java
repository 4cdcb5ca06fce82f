package io.troupe.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.client.Client;
import io.troupe.client.ClientException;
import io.troupe.client.ClientSettings;
import io.troupe.client.CreateOptions;
import io.troupe.client.FaultyLine;
import io.troupe.client.ReadOptions;
import io.troupe.client.Transaction;
import io.troupe.server.testing.TestEnsemble;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** A storm, and what goes on in it. */
final class HolderStorm {
    private static final int CLIENTS = 6;
    private static final Duration SESSION = Duration.ofSeconds(1);
    private static final Duration STORM = Duration.ofSeconds(20);
    private static final String LOCK = "/locks/storm";
    private static final String LEADERS = "/leaders/storm";
    private static final String LEDGER = "/ledger";

    private final List<String> breaches = new CopyOnWriteArrayList<>();
    private final List<FaultyLine> lines = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final AtomicInteger holdings = new AtomicInteger();
    private final AtomicInteger terms = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private ActorTestKit kit;
    private TestEnsemble ensemble;

    private void start() {
        kit = ActorTestKit.create();
        ensemble = TestEnsemble.start(3);
        for (int i = 0; i < CLIENTS; i++) {
            List<FaultyLine> own = new ArrayList<>();
            for (int peer = 1; peer <= 3; peer++) {
                own.add(new FaultyLine(ensemble.connectString(peer)));
            }
            lines.addAll(own);
            String hosts =
                    String.join(",", own.stream().map(FaultyLine::connectString).toList());
            clients.add(Client.open(
                    ClientSettings.of(hosts)
                            .withSessionTimeout(SESSION)
                            .withAttemptTimeout(Duration.ofMillis(500))
                            .withDeadline(Duration.ofSeconds(5)),
                    kit.system()));
        }
    }

    private void stop() {
        clients.forEach(Client::close);
        lines.forEach(FaultyLine::close);
        ensemble.close();
        kit.shutdownTestKit();
    }

    /** Who believes that it holds. Two at once, or a token that is not greater than the last, is a breach. */
    private final class Believers {
        private final AtomicReference<Held> holder = new AtomicReference<>();
        private long lastToken;

        synchronized void enter(Held held) {
            Held other = holder.get();
            if (other != null && other.held() && held.held()) {
                breaches.add("held twice: " + other.path() + " and " + held.path());
            }
            if (held.token() <= lastToken) {
                breaches.add("token " + held.token() + " after " + lastToken);
            }
            lastToken = Math.max(lastToken, held.token());
            holder.set(held);
        }

        void leave(Held held) {
            holder.compareAndSet(held, null);
        }
    }

    private final Random chance;

    HolderStorm(Random chance) {
        this.chance = chance;
    }

    void run() {
        start();
        try {
            live();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            stop();
        }
    }

    private void live() throws InterruptedException {
        clients.get(0).blocking().create(LEDGER, new byte[8], CreateOptions.PERSISTENT);
        Believers lockers = new Believers();
        Believers leaders = new Believers();
        List<Thread> workers = new ArrayList<>();
        List<Leadership> leaderships = new ArrayList<>();
        for (Client client : clients) {
            Thread worker = new Thread(() -> lockAgainAndAgain(client, lockers), "worker");
            worker.start();
            workers.add(worker);
            leaderships.add(Leadership.contend(client, LEADERS, "c", held -> lead(held, leaders)));
        }
        storm();
        over.set(true);
        for (Thread worker : workers) {
            worker.join(60_000);
            assertThat(worker.isAlive()).isFalse();
        }
        leaderships.forEach(Leadership::close);

        assertThat(breaches).isEmpty();
        assertThat(holdings.get()).isGreaterThan(5);
        assertThat(terms.get()).isGreaterThan(2);
        Client witness = clients.get(0);
        for (String directory : List.of(LOCK, LEADERS)) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(witness.blocking()
                                    .children(directory, ReadOptions.LINEARIZABLE)
                                    .names())
                            .isEmpty());
        }
    }

    private void lockAgainAndAgain(Client client, Believers lockers) {
        try (DistributedLock lock = new DistributedLock(client, LOCK)) {
            while (!over.get()) {
                Optional<Held> got = lock.acquireNow(Duration.ofMillis(700));
                if (got.isPresent()) {
                    try (Held held = got.get()) {
                        lockers.enter(held);
                        holdings.incrementAndGet();
                        write(client, held);
                        pause(20);
                        lockers.leave(held);
                    }
                }
            }
        } catch (InterruptedException e) {
            breaches.add("a worker was interrupted");
        }
    }

    /** Each holder writes its token, guarded: a write by a former holder would make the ledger go back. */
    private void write(Client client, Held held) throws InterruptedException {
        try {
            long before = ByteBuffer.wrap(client.blocking()
                            .read(LEDGER, ReadOptions.LINEARIZABLE)
                            .data())
                    .getLong();
            byte[] token = ByteBuffer.allocate(8).putLong(held.token()).array();
            client.blocking().commit(held.guard(Transaction.EMPTY.write(LEDGER, token, -1)));
            if (before > held.token()) {
                breaches.add("the ledger knew of " + before + " when " + held.token() + " wrote");
            }
        } catch (ClientException lostMeanwhile) {
            // That is what the guard is for.
        }
    }

    private void lead(Held held, Believers leaders) throws InterruptedException {
        leaders.enter(held);
        terms.incrementAndGet();
        try {
            pause(50);
        } finally {
            leaders.leave(held);
        }
    }

    private static void pause(long millis) throws InterruptedException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void storm() throws InterruptedException {
        long end = System.nanoTime() + STORM.toNanos();
        int down = 0;
        while (System.nanoTime() < end) {
            FaultyLine line = lines.get(chance.nextInt(lines.size()));
            switch (chance.nextInt(8)) {
                case 0, 1, 2 -> line.cut();
                case 3 -> line.silence(true);
                case 4 -> cutOff(chance.nextInt(CLIENTS));
                case 5 -> lines.forEach(any -> any.silence(false));
                case 6 -> lines.forEach(any -> any.refuse(false));
                default -> down = killOrRestart(down);
            }
            pause(100 + chance.nextInt(300));
        }
        lines.forEach(line -> {
            line.silence(false);
            line.refuse(false);
        });
        if (down != 0) {
            ensemble.restart(down);
        }
        ensemble.awaitServing();
    }

    /** One client reaches nobody, for longer than its session lives if nothing else happens. */
    private void cutOff(int client) {
        for (FaultyLine line : lines.subList(3 * client, 3 * client + 3)) {
            line.refuse(true);
            line.cut();
        }
    }

    private int killOrRestart(int down) {
        if (down != 0) {
            ensemble.restart(down);
            return 0;
        }
        int victim = 1 + chance.nextInt(3);
        ensemble.stop(victim);
        return victim;
    }
}
