package io.troupe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** One round of load on one ensemble: connect, warm up, measure, let all be answered, end the sessions. */
final class ClosedRound {
    private static final int SESSION_MILLIS = 30_000;
    private static final long DRAIN_MILLIS = 30_000;
    private static final double NANOS_PER_MICRO = 1_000;

    private final LongSupplier clock;
    private final ProcFiles proc;
    private final long ownPid;

    ClosedRound(LongSupplier clock, ProcFiles proc, long ownPid) {
        this.clock = clock;
        this.proc = proc;
        this.ownPid = ownPid;
    }

    Measured run(Target target, Workload workload, long warmUpMillis, long measureMillis)
            throws IOException, InterruptedException {
        Load load = new Load();
        ClosedLoop driver = new ClosedLoop(load, workload.shape().depth());
        List<Connection> connections = connect(target, workload, driver);
        driver.drive(connections);
        try (SelectorLoop loop = new SelectorLoop(connections, driver, clock)) {
            loop.start();
            pause(loop, warmUpMillis);
            Optional<Usage> server = proc.of(target.pids());
            Optional<Usage> client = proc.of(List.of(ownPid));
            long begin = clock.getAsLong();
            load.measure(true);
            pause(loop, measureMillis);
            load.measure(false);
            double seconds = (clock.getAsLong() - begin) / 1e9;
            Optional<Usage> serverEnd = proc.of(target.pids());
            Optional<Usage> clientEnd = proc.of(List.of(ownPid));
            load.stop();
            loop.await(DRAIN_MILLIS);
            return measured(
                    load,
                    seconds,
                    server.flatMap(usage -> serverEnd.map(end -> end.since(usage))),
                    client.flatMap(usage -> clientEnd.map(end -> end.since(usage))));
        }
    }

    private List<Connection> connect(Target target, Workload workload, Driver driver) throws IOException {
        Znodes znodes = new Znodes(workload.dataBytes());
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < workload.shape().connections(); i++) {
            PlainSession session =
                    PlainSession.open(target.peers().get(i % target.peers().size()), SESSION_MILLIS);
            Script script = workload.scenario().script(znodes, i);
            connections.add(
                    new Connection(session, driver, script, workload.shape().depth()));
        }
        return connections;
    }

    /** Lets time pass, but not once something has gone wrong. */
    private void pause(SelectorLoop loop, long millis) throws InterruptedException {
        long end = clock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (left > 0) {
            TimeUnit.MILLISECONDS.sleep(Math.min(left, 250));
            loop.check();
            left = TimeUnit.NANOSECONDS.toMillis(end - clock.getAsLong());
        }
    }

    private static Measured measured(Load load, double seconds, Optional<Usage> server, Optional<Usage> client) {
        if (load.operations() == 0) {
            throw new BenchError("nothing was answered within " + seconds + " s");
        }
        Histogram latencies = load.latencies();
        return new Measured(
                load.operations(),
                seconds,
                latencies.getValueAtPercentile(50) / NANOS_PER_MICRO,
                latencies.getValueAtPercentile(99) / NANOS_PER_MICRO,
                latencies.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
                latencies.getMaxValue() / NANOS_PER_MICRO,
                server,
                client);
    }
}
