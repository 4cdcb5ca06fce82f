package io.troupe.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Sessions come and go: connect, create the session, end it. Each connection is a thread that does so over and over.
 */
final class ChurnRound implements Round {
    private static final int SESSION_MILLIS = 30_000;
    private static final long PATIENCE_MILLIS = 60_000;

    private final Stopwatch stopwatch;

    ChurnRound(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    @Override
    public Measured run(Ensemble ensemble, Workload workload, Pace pace) throws InterruptedException {
        Load load = new Load();
        List<InetSocketAddress> peers = ensemble.followersFirst();
        try (Crew crew = Crew.of(workload.connections(), i -> {
            InetSocketAddress peer = peers.get(i % peers.size());
            while (!load.isOver()) {
                comeAndGo(peer, load);
            }
        })) {
            Stopwatch.Stretch stretch = stopwatch.measure(ensemble, load, pace, crew::check);
            crew.await(PATIENCE_MILLIS);
            return stretch.of(load);
        }
    }

    private void comeAndGo(InetSocketAddress peer, Load load) throws IOException {
        long begin = stopwatch.nowNanos();
        PlainSession.open(peer, SESSION_MILLIS).end();
        long end = stopwatch.nowNanos();
        if (load.isWithin(end)) {
            synchronized (load) {
                load.answered(end - begin);
            }
        }
    }
}
