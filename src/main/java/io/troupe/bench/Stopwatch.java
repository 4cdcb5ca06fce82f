package io.troupe.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Marks the stretch of a round that counts, and what processes used within it. */
final class Stopwatch {
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LOOK_MILLIS = 250;

    private final LongSupplier clock;
    private final ProcFiles proc;
    private final List<Long> own;

    /** @param ownPid of this process, which carries the load */
    Stopwatch(LongSupplier clock, ProcFiles proc, long ownPid) {
        this.clock = clock;
        this.proc = proc;
        this.own = List.of(ownPid);
    }

    long nowNanos() {
        return clock.getAsLong();
    }

    LongSupplier clock() {
        return clock;
    }

    /** Warms up, and then has {@code load} count for as long as {@code pace} says. */
    Stretch measure(Ensemble ensemble, Load load, Pace pace, Runnable check) throws InterruptedException {
        pause(pace.warmUpMillis(), check);
        List<Long> pids = ensemble.pids();
        Optional<Usage> server = proc.of(pids);
        Optional<Usage> client = proc.of(own);
        long begin = clock.getAsLong();
        load.begin(begin);
        pause(pace.measureMillis(), check);
        long end = clock.getAsLong();
        load.end(end);
        return new Stretch((end - begin) / NANOS_PER_SECOND, since(server, proc.of(pids)), since(client, proc.of(own)));
    }

    private static Optional<Usage> since(Optional<Usage> begin, Optional<Usage> end) {
        return begin.flatMap(before -> end.map(after -> after.since(before)));
    }

    /** Lets time pass, but not once {@code check} throws. */
    void pause(long millis, Runnable check) throws InterruptedException {
        long end = clock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (left > 0) {
            TimeUnit.MILLISECONDS.sleep(Math.min(left, LOOK_MILLIS));
            check.run();
            left = TimeUnit.NANOSECONDS.toMillis(end - clock.getAsLong());
        }
    }

    /** What was used within it. */
    record Stretch(double seconds, Optional<Usage> server, Optional<Usage> client) {
        Measured of(Load load) {
            Histogram latencies = load.latencies();
            if (latencies.getTotalCount() == 0) {
                throw new BenchError("nothing was answered within " + seconds + " s: measure for longer");
            }
            return new Measured(
                    latencies.getTotalCount(),
                    seconds,
                    micros(latencies.getValueAtPercentile(50)),
                    micros(latencies.getValueAtPercentile(99)),
                    micros(latencies.getValueAtPercentile(99.9)),
                    micros(latencies.getMaxValue()),
                    micros(load.lateness().getValueAtPercentile(99)),
                    server,
                    client);
        }
    }

    static double micros(long nanos) {
        return nanos / NANOS_PER_MICRO;
    }
}
