package io.troupe.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Operations come due at a fixed rate, whatever the ensemble does, as those of many independent users would. An
 * operation's latency counts from the moment when it was due, also where it had to wait for its connection: an ensemble
 * that stands still for a second is not credited with the requests that nobody could send meanwhile.
 */
final class OpenLoop implements Driver {
    private final Load load;
    private final int depth;
    private final double intervalNanos;
    private List<Connection> connections = List.of();
    private long[] sent = {};
    private boolean[] ending = {};
    private long startNanos;
    private int open;

    /** @param depth of operations on one connection beyond which those that are due wait */
    OpenLoop(Load load, int depth, int ratePerSecond) {
        this.load = load;
        this.depth = depth;
        this.intervalNanos = (double) TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
    }

    @Override
    public void onStart(List<Connection> all, long nowNanos) {
        connections = all;
        sent = new long[all.size()];
        ending = new boolean[all.size()];
        open = all.size();
        startNanos = nowNanos;
    }

    @Override
    public void onReply(Connection connection, Operation operation, long sinceNanos, long nowNanos) {
        if (connection.hasEnded()) {
            open--;
        } else if (load.isWithin(sinceNanos)) {
            load.answered(nowNanos - sinceNanos);
        }
    }

    @Override
    public void onEvent(Connection connection, long nowNanos) {
        // Nothing here sets a watch.
    }

    @Override
    public void onTurn(long nowNanos) {
        for (int i = 0; i < connections.size(); i++) {
            if (!ending[i]) {
                sendDue(i, connections.get(i), nowNanos);
            }
        }
    }

    private void sendDue(int i, Connection connection, long nowNanos) {
        Script script = connection.script();
        long dueNanos = dueNanos(i);
        while (dueNanos <= nowNanos && connection.inProgress() < depth && goesOn(script, dueNanos)) {
            if (load.isWithin(dueNanos)) {
                load.sentLate(nowNanos - dueNanos);
            }
            connection.submit(script.next(), dueNanos);
            sent[i]++;
            dueNanos = dueNanos(i);
        }
        if (!goesOn(script, dueNanos) && connection.inProgress() == 0) {
            ending[i] = true;
            connection.submitEnd(nowNanos);
        }
        connection.flush(nowNanos);
    }

    /** All that is due before the end is sent, however late, and so are the ends of what was begun. */
    private boolean goesOn(Script script, long dueNanos) {
        return load.isBeforeEnd(dueNanos) || !script.isAtRest();
    }

    /** The connections take turns. */
    private long dueNanos(int i) {
        return startNanos + (long) ((i + sent[i] * connections.size()) * intervalNanos);
    }

    @Override
    public boolean isDone() {
        return open == 0;
    }
}
