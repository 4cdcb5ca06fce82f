package io.troupe.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connects, warms up, measures, lets all be answered, and ends the sessions: what one selector loop can carry. */
final class LoadRound implements Round {
    private static final int SESSION_MILLIS = 30_000;
    private static final long DRAIN_MILLIS = 30_000;

    private final Stopwatch stopwatch;

    LoadRound(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    @Override
    public Measured run(Ensemble ensemble, Workload workload, Pace pace) throws IOException, InterruptedException {
        Load load = new Load();
        Driver driver = driver(workload, load);
        List<Connection> connections = connect(ensemble, workload, driver);
        try (SelectorLoop loop = new SelectorLoop(connections, driver, stopwatch.clock());
                Ticker ticker = new Ticker(loop::wakeUp, stopwatch.clock())) {
            loop.start();
            if (workload.isOpen()) {
                ticker.start(TimeUnit.SECONDS.toNanos(1) / workload.ratePerSecond());
            }
            Stopwatch.Stretch stretch = stopwatch.measure(ensemble, load, pace, loop::check);
            loop.await(DRAIN_MILLIS);
            return stretch.of(load);
        }
    }

    private static Driver driver(Workload workload, Load load) {
        if (workload.scenario() == Scenario.FAN_OUT) {
            return new FanOut(load);
        }
        int depth = workload.shape().depth();
        return workload.isOpen() ? new OpenLoop(load, depth, workload.ratePerSecond()) : new ClosedLoop(load, depth);
    }

    private static List<Connection> connect(Ensemble ensemble, Workload workload, Driver driver) throws IOException {
        Znodes znodes = new Znodes(workload.dataBytes());
        List<InetSocketAddress> peers = ensemble.followersFirst();
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < workload.connections(); i++) {
                PlainSession session = PlainSession.open(peers.get(i % peers.size()), SESSION_MILLIS);
                Script script = workload.scenario().script(znodes, i);
                connections.add(
                        new Connection(session, driver, script, workload.shape().depth()));
            }
            return connections;
        } catch (IOException | RuntimeException e) {
            for (Connection connection : connections) {
                connection.close();
            }
            throw e;
        }
    }
}
