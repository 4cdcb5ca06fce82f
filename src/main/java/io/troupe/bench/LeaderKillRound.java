package io.troupe.bench;

import io.troupe.model.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Clients write one by one, the leader's process is killed, and the clients go on as soon as they can, at another peer
 * where theirs has gone or closes their connection. Measured is how long no write at all was acknowledged, and how long
 * until the last of the clients was acknowledged one again.
 */
final class LeaderKillRound implements Round {
    private static final int SESSION_MILLIS = 20_000;
    private static final long LIMIT_MILLIS = 60_000;
    private static final long LOOK_MILLIS = 20;
    private static final long RETRY_MILLIS = 5;
    private static final long PATIENCE_MILLIS = 60_000;

    private final Stopwatch stopwatch;

    LeaderKillRound(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    @Override
    public Measured run(Ensemble ensemble, Workload workload, Pace pace) throws InterruptedException {
        if (!(ensemble instanceof StartedEnsemble started)) {
            throw new BenchError("leader-kill kills a process: it is for ensembles that are started here");
        }
        List<InetSocketAddress> peers = started.peers();
        Standstill standstill = new Standstill(workload.connections());
        int leader = started.leader().orElseThrow(() -> new BenchError(started.name() + " has no leader"));
        try (Crew crew =
                Crew.of(workload.connections(), i -> write(i, peers, new Znodes(workload.dataBytes()), standstill))) {
            stopwatch.pause(pace.warmUpMillis() + pace.measureMillis(), crew::check);
            long killed = stopwatch.nowNanos();
            standstill.begin(killed);
            started.kill(leader);
            awaitAll(standstill, crew, killed);
            standstill.end();
            crew.await(PATIENCE_MILLIS);
        }
        started.restart(leader);
        started.awaitServing();
        return standstill.measured();
    }

    private void awaitAll(Standstill standstill, Crew crew, long killed) throws InterruptedException {
        while (!standstill.allWriteAgain()) {
            stopwatch.pause(LOOK_MILLIS, crew::check);
            if (stopwatch.nowNanos() - killed > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
                throw new BenchError("after " + LIMIT_MILLIS / 1_000 + " s not all clients can write again");
            }
        }
    }

    /** Like a client's library: the same session, the next peer, and the write that may be lost once more. */
    private void write(int client, List<InetSocketAddress> peers, Znodes znodes, Standstill standstill)
            throws InterruptedException {
        Request.SetData request = new Request.SetData(Znodes.path(client), znodes.data(), -1);
        Optional<PlainSession> session = Optional.empty();
        int peer = client;
        while (!standstill.isOver()) {
            try {
                InetSocketAddress address = peers.get(peer % peers.size());
                session = Optional.of(
                        session.isEmpty()
                                ? PlainSession.begin(address, SESSION_MILLIS)
                                : session.get().resumeAt(address));
                while (!standstill.isOver()) {
                    long sent = stopwatch.nowNanos();
                    Znodes.require(
                            session.get().ask(request).error(),
                            "a set at " + session.get().peer());
                    standstill.acknowledged(client, sent, stopwatch.nowNanos());
                }
            } catch (IOException away) {
                session.ifPresent(PlainSession::abandon);
                peer++;
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
        session.ifPresent(PlainSession::close);
    }
}
