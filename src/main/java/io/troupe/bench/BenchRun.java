package io.troupe.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One call of the benchmark, from the ensembles that it starts to the last result. */
public final class BenchRun implements AutoCloseable {
    private final Settings settings;
    private final Surroundings surroundings;
    private final List<StartedEnsemble> started = new ArrayList<>();
    private volatile boolean closed;

    /**
     * What is wanted.
     *
     * @param connect a running ensemble to measure; none: one of Troupe is started
     * @param pids of that ensemble's processes, if they are on this machine
     */
    public record Settings(
            List<Workload> workloads,
            int rounds,
            long warmUpMillis,
            long measureMillis,
            int peers,
            int heapMegabytes,
            boolean againstZooKeeper,
            List<InetSocketAddress> connect,
            List<Long> pids) {
        public Settings {
            workloads = List.copyOf(workloads);
            connect = List.copyOf(connect);
            pids = List.copyOf(pids);
        }
    }

    /** What is there; {@code directory} is for the files of all that is started, and is deleted in the end. */
    public record Surroundings(Path home, Path java, Path directory, LongSupplier nanos, Consumer<String> progress) {}

    public BenchRun(Settings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
    }

    /** @param whenDone is told each workload's part of the table */
    public void run(Consumer<String> whenDone) throws IOException, InterruptedException {
        List<Target> targets = targets();
        Bench.Pace pace = new Bench.Pace(settings.rounds(), settings.warmUpMillis(), settings.measureMillis());
        Bench bench = new Bench(
                targets, pace, surroundings.nanos(), ProcessHandle.current().pid(), surroundings.progress());
        for (Workload workload : settings.workloads()) {
            whenDone.accept(ResultTable.of(bench.measure(workload)));
        }
        bench.cleanUp();
    }

    private List<Target> targets() throws InterruptedException {
        List<Target> targets = new ArrayList<>();
        List<Contender> contenders = new ArrayList<>();
        if (settings.connect().isEmpty()) {
            contenders.add(
                    Contender.troupe(surroundings.home().resolve("bin").resolve("troupe"), settings.heapMegabytes()));
        } else {
            targets.add(new Target("ensemble", settings.connect(), settings.pids()));
        }
        if (settings.againstZooKeeper()) {
            String classPath = new ZooKeeperClassPath(surroundings.home(), surroundings.progress()).resolve();
            contenders.add(Contender.zooKeeper(surroundings.java(), classPath, settings.heapMegabytes()));
            contenders.add(Contender.zooKeeperNetty(surroundings.java(), classPath, settings.heapMegabytes()));
        }
        for (Contender contender : contenders) {
            surroundings.progress().accept("starting " + contender.name() + " ...");
            start(contender).awaitServing();
        }
        started.forEach(ensemble -> targets.add(ensemble.target()));
        return targets;
    }

    /** Not while everything is being stopped. */
    private synchronized StartedEnsemble start(Contender contender) {
        if (closed) {
            throw new BenchError("stopped");
        }
        StartedEnsemble ensemble = StartedEnsemble.start(
                contender, settings.peers(), surroundings.directory().resolve(contender.name()), surroundings.nanos());
        started.add(ensemble);
        return ensemble;
    }

    /** Stops all that was started and deletes its files. May be called by any thread, and twice. */
    @Override
    public synchronized void close() {
        closed = true;
        started.forEach(StartedEnsemble::close);
        if (Files.exists(surroundings.directory())) {
            StartedEnsemble.delete(surroundings.directory());
        }
    }
}
