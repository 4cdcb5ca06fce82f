package io.troupe.bench;

import java.util.List;

/** Each connection keeps so many operations in progress: one that is answered gives rise to the next. */
final class ClosedLoop implements Driver {
    private static final long WAIT_MILLIS = 100;

    private final Load load;
    private final int depth;
    private List<Connection> connections = List.of();
    private int ended;

    ClosedLoop(Load load, int depth) {
        this.load = load;
        this.depth = depth;
    }

    /** Those that it drives: they are made with it, so they come after it. */
    void drive(List<Connection> all) {
        connections = List.copyOf(all);
    }

    @Override
    public void onStart(long nowNanos) {
        for (Connection connection : connections) {
            fill(connection, nowNanos);
            connection.flush(nowNanos);
        }
    }

    @Override
    public void onReply(Connection connection, Operation operation, long sinceNanos, long nowNanos) {
        if (connection.hasEnded()) {
            ended++;
            return;
        }
        load.answered(nowNanos - sinceNanos);
        fill(connection, nowNanos);
        if (connection.inProgress() == 0) {
            connection.submitEnd(nowNanos);
        }
    }

    private void fill(Connection connection, long nowNanos) {
        Script script = connection.script();
        while (connection.inProgress() < depth && (!load.isStopping() || !script.isAtRest())) {
            connection.submit(script.next(), nowNanos);
        }
    }

    @Override
    public void onEvent(Connection connection, long nowNanos) {
        // Nothing here sets a watch.
    }

    @Override
    public long onTurn(long nowNanos) {
        return WAIT_MILLIS;
    }

    @Override
    public boolean isDone() {
        return ended == connections.size();
    }
}
