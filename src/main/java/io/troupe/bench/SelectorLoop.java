package io.troupe.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The thread that carries all connections of one round of load. */
final class SelectorLoop implements AutoCloseable {
    private static final int READ_BYTES = 1 << 20;
    private static final long WAIT_MILLIS = 100;
    private static final long PING_AFTER_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector;
    private final List<Connection> connections;
    private final Driver driver;
    private final LongSupplier clock;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final Consumer<SelectionKey> ready = this::onReady;
    private final Thread thread = new Thread(this::run, "bench-load");

    private volatile @Nullable Throwable failure;
    private long nowNanos;
    private long lookedNanos;

    SelectorLoop(List<Connection> connections, Driver driver, LongSupplier clock) throws IOException {
        this.connections = List.copyOf(connections);
        this.driver = driver;
        this.clock = clock;
        this.selector = Selector.open();
        thread.setDaemon(true);
        for (Connection connection : connections) {
            connection.registered(connection.channel().register(selector, SelectionKey.OP_READ, connection));
        }
    }

    void start() {
        thread.start();
    }

    /** Makes the loop turn now. */
    void wakeUp() {
        selector.wakeup();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** @throws BenchError what ended the loop, if something did */
    void check() {
        Throwable cause = failure;
        if (cause instanceof BenchError error) {
            throw error;
        }
        if (cause != null) {
            throw new IllegalStateException("the load generator has failed", cause);
        }
    }

    /**
     * Waits until the driver is done.
     *
     * @throws BenchError where that takes longer, or something went wrong
     */
    void await(long limitMillis) throws InterruptedException {
        wakeUp();
        thread.join(Math.max(1, limitMillis));
        check();
        if (thread.isAlive()) {
            throw new BenchError(
                    "after " + limitMillis / 1_000 + " s the ensemble has still not answered all that was asked");
        }
    }

    private void run() {
        try {
            nowNanos = clock.getAsLong();
            lookedNanos = nowNanos;
            driver.onStart(connections, nowNanos);
            while (!driver.isDone() && !Thread.currentThread().isInterrupted()) {
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private void turn() throws IOException {
        driver.onTurn(nowNanos);
        selector.select(ready, WAIT_MILLIS);
        nowNanos = clock.getAsLong();
        if (nowNanos - lookedNanos > LOOK_EVERY_NANOS) {
            lookedNanos = nowNanos;
            connections.forEach(connection -> connection.pingIfIdle(nowNanos, PING_AFTER_NANOS));
        }
    }

    private void onReady(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        nowNanos = clock.getAsLong();
        if (key.isWritable()) {
            connection.flush(nowNanos);
        }
        if (key.isReadable()) {
            connection.readAll(in, nowNanos);
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
