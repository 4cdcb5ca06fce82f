package io.troupe.bench;

import java.util.List;

/** Each connection keeps so many operations in progress: one that is answered gives rise to the next. */
final class ClosedLoop implements Driver {
    private final Load load;
    private final int depth;
    private int open;

    ClosedLoop(Load load, int depth) {
        this.load = load;
        this.depth = depth;
    }

    @Override
    public void onStart(List<Connection> connections, long nowNanos) {
        open = connections.size();
        for (Connection connection : connections) {
            fill(connection, nowNanos);
            connection.flush(nowNanos);
        }
    }

    @Override
    public void onReply(Connection connection, Operation operation, long sinceNanos, long nowNanos) {
        if (connection.hasEnded()) {
            open--;
            return;
        }
        if (load.isWithin(nowNanos)) {
            load.answered(nowNanos - sinceNanos);
        }
        fill(connection, nowNanos);
        if (connection.inProgress() == 0) {
            connection.submitEnd(nowNanos);
        }
    }

    private void fill(Connection connection, long nowNanos) {
        Script script = connection.script();
        while (connection.inProgress() < depth && (!load.isOver() || !script.isAtRest())) {
            connection.submit(script.next(), nowNanos);
        }
    }

    @Override
    public void onEvent(Connection connection, long nowNanos) {
        // Nothing here sets a watch.
    }

    @Override
    public void onTurn(long nowNanos) {
        // Replies are all that it goes by.
    }

    @Override
    public boolean isDone() {
        return open == 0;
    }
}
