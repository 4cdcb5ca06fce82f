package io.troupe.bench;

import java.util.List;

/**
 * One write, many watchers: all set their watch, the first connection writes, and when the last of the others has been
 * told it begins anew. The latency is the time from the write to that last event.
 */
final class FanOut implements Driver {
    private final Load load;
    private List<Connection> connections = List.of();
    private int watching;
    private int told;
    private boolean writing;
    private boolean written;
    private long writtenNanos;
    private long lastNanos;
    private int open;

    FanOut(Load load) {
        this.load = load;
    }

    @Override
    public void onStart(List<Connection> all, long nowNanos) {
        connections = all;
        open = all.size();
        setWatches(nowNanos);
    }

    private int watchers() {
        return connections.size() - 1;
    }

    private void setWatches(long nowNanos) {
        watching = 0;
        told = 0;
        writing = false;
        written = false;
        for (int i = 1; i < connections.size(); i++) {
            Connection watcher = connections.get(i);
            watcher.submit(watcher.script().next(), nowNanos);
            watcher.flush(nowNanos);
        }
    }

    @Override
    public void onReply(Connection connection, Operation operation, long sinceNanos, long nowNanos) {
        if (connection.hasEnded()) {
            open--;
        } else if (writing) {
            written = true;
            endTurn(nowNanos);
        } else if (++watching == watchers()) {
            write(nowNanos);
        }
    }

    private void write(long nowNanos) {
        writing = true;
        writtenNanos = nowNanos;
        Connection writer = connections.get(0);
        writer.submit(writer.script().next(), nowNanos);
        writer.flush(nowNanos);
    }

    @Override
    public void onEvent(Connection connection, long nowNanos) {
        if (!writing) {
            throw new BenchError("nothing is measured: a watch has fired though nothing was written");
        }
        told++;
        lastNanos = nowNanos;
        endTurn(nowNanos);
    }

    private void endTurn(long nowNanos) {
        if (!written || told < watchers()) {
            return;
        }
        if (load.isWithin(nowNanos)) {
            load.answered(lastNanos - writtenNanos);
        }
        if (!load.isOver()) {
            setWatches(nowNanos);
            return;
        }
        for (Connection connection : connections) {
            connection.submitEnd(nowNanos);
            connection.flush(nowNanos);
        }
    }

    @Override
    public void onTurn(long nowNanos) {
        // Replies and events are all that it goes by.
    }

    @Override
    public boolean isDone() {
        return open == 0;
    }
}
