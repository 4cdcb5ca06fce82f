package io.troupe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One call of the benchmark, from the ensembles that it starts to the last result. */
public final class BenchRun implements AutoCloseable {
    private final Wish wish;
    private final Surroundings surroundings;
    private final List<StartedEnsemble> started = new ArrayList<>();
    private boolean closed;

    /**
     * What is to be measured.
     *
     * @param peers of each ensemble that is started, each with a heap of {@code heapMegabytes}
     * @param given a running ensemble; none: one of Troupe is started
     * @param againstZooKeeper whether ensembles of Apache ZooKeeper are started beside it
     */
    public record Wish(
            List<Workload> workloads,
            Pace pace,
            int peers,
            int heapMegabytes,
            Optional<GivenEnsemble> given,
            boolean againstZooKeeper) {
        private static final int PEERS_MAX = 9;

        public Wish {
            workloads = List.copyOf(workloads);
            if (peers < 1 || peers > PEERS_MAX || heapMegabytes < 1) {
                throw new BenchError("from 1 to " + PEERS_MAX + " peers can be started, each with a heap");
            }
            boolean kills = workloads.stream().anyMatch(workload -> workload.scenario() == Scenario.LEADER_KILL);
            if (kills && (given.isPresent() || peers < 3)) {
                throw new BenchError("leader-kill kills a process: it is for ensembles of three and more that are"
                        + " started here, not with --connect");
            }
        }
    }

    /** What is there; {@code directory} is for the files of all that is started, and is deleted in the end. */
    public record Surroundings(Path home, Path java, Path directory, LongSupplier nanos, Consumer<String> progress) {}

    public BenchRun(Wish wish, Surroundings surroundings) {
        this.wish = wish;
        this.surroundings = surroundings;
    }

    /**
     * @param whenMeasured is told of each workload as soon as it is through
     * @throws BenchError where that is not possible, or what came out would be wrong
     */
    public Results run(Consumer<Row> whenMeasured) throws IOException, InterruptedException {
        List<Ensemble> ensembles = ensembles();
        Stopwatch stopwatch = new Stopwatch(
                surroundings.nanos(),
                ProcFiles.ofThisMachine(),
                ProcessHandle.current().pid());
        surroundings.progress().accept(forecast(ensembles.size()));
        Bench bench = new Bench(ensembles, wish.pace(), stopwatch, surroundings.progress());
        List<Row> rows = new ArrayList<>();
        List<Workload> workloads = wish.workloads();
        for (int i = 0; i < workloads.size(); i++) {
            Row row = bench.measure(workloads.get(i), "[" + (i + 1) + "/" + workloads.size() + "]");
            rows.add(row);
            whenMeasured.accept(row);
        }
        bench.cleanUp();
        return new Results(rows, wish.pace());
    }

    private String forecast(int ensembles) {
        Pace pace = wish.pace();
        int workloads = wish.workloads().size();
        long millis = (long) workloads * ensembles * (pace.rounds() + 1) * (pace.warmUpMillis() + pace.measureMillis());
        return "workloads: " + workloads + ", ensembles: " + ensembles + ", at least "
                + (TimeUnit.MILLISECONDS.toMinutes(millis) + 1) + " min";
    }

    private List<Ensemble> ensembles() throws InterruptedException, IOException {
        List<Contender> contenders = new ArrayList<>();
        if (wish.given().isEmpty()) {
            Path launcher = surroundings.home().resolve("bin").resolve("troupe");
            contenders.add(Contender.troupe(launcher, wish.heapMegabytes()));
        }
        if (wish.againstZooKeeper()) {
            String classPath = new ZooKeeperClassPath(surroundings.home(), surroundings.progress()).resolve();
            contenders.add(Contender.zooKeeper(surroundings.java(), classPath, wish.heapMegabytes()));
            contenders.add(Contender.zooKeeperNetty(surroundings.java(), classPath, wish.heapMegabytes()));
        }
        warnOfMemory(contenders);
        List<Ensemble> ensembles = new ArrayList<>();
        wish.given().ifPresent(ensembles::add);
        for (Contender contender : contenders) {
            surroundings.progress().accept("starting " + contender.name() + " ...");
            StartedEnsemble ensemble = start(contender);
            ensemble.awaitServing();
            ensembles.add(ensemble);
        }
        return ensembles;
    }

    /** Where files lie in memory an fsync costs nothing, and writes are not what they are on a disk. */
    private void warnOfMemory(List<Contender> contenders) throws IOException {
        String type = Files.getFileStore(surroundings.directory()).type();
        if (!contenders.isEmpty() && (type.equals("tmpfs") || type.equals("ramfs"))) {
            surroundings
                    .progress()
                    .accept("warning: " + surroundings.directory() + " is memory (" + type
                            + "), where an fsync costs nothing; --dir DIR chooses a directory on a disk");
        }
    }

    /** Not while everything is being stopped. */
    private synchronized StartedEnsemble start(Contender contender) {
        if (closed) {
            throw new BenchError("the benchmark is being stopped");
        }
        StartedEnsemble ensemble = StartedEnsemble.start(
                contender, wish.peers(), surroundings.directory().resolve(contender.name()), surroundings.nanos());
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
