package io.troupe.cli;

import io.troupe.bench.BenchError;
import io.troupe.bench.BenchRun;
import io.troupe.bench.Scenario;
import io.troupe.bench.Shape;
import io.troupe.bench.Target;
import io.troupe.bench.Workload;
import io.troupe.server.ConfigError;
import io.troupe.server.Environment;
import io.troupe.server.ExitStatus;
import io.troupe.server.StartError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the same machine carries: loads an ensemble, or several in turn, and says what it cost. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures what an ensemble carries and what it costs.")
final class BenchCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--scenario", paramLabel = "NAME", split = ",", description = "what is asked (set,get,90/10,50/50)")
    private List<String> scenarios = List.of("set", "get", "90/10", "50/50");

    @Option(names = "--shape", paramLabel = "CxD", split = ",", description = "connections x depth (64x16)")
    private List<String> shapes = List.of("64x16");

    @Option(names = "--size", paramLabel = "BYTES", split = ",", description = "bytes of data (100)")
    private List<Integer> sizes = List.of(100);

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "rounds that count (5)")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5", description = "measured in each round (5)")
    private double seconds;

    @Option(names = "--warm-up", paramLabel = "S", defaultValue = "3", description = "seconds before that (3)")
    private double warmUp;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "3", description = "of each ensemble started (3)")
    private int peers;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            defaultValue = "1000",
            description = "heap of each peer started (1000)")
    private int heapMegabytes;

    @Option(names = "--against", paramLabel = "SYSTEM", description = "zookeeper: measure it in turn")
    private @Nullable String against;

    @Option(names = "--connect", paramLabel = "HOST:PORT,...", description = "measure this running ensemble")
    private @Nullable String connect;

    @Option(names = "--pids", paramLabel = "PID,...", split = ",", description = "its processes, if they are here")
    private List<Long> pids = List.of();

    @Spec
    private CommandSpec spec;

    BenchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path home = environment
                .variable("TROUPE_HOME")
                .map(Path::of)
                .orElseThrow(() -> new ConfigError("TROUPE_HOME is not set: start this with bin/troupe"));
        Path java = Path.of(environment.property("java.home").orElseThrow(), "bin", "java");
        BenchRun run = new BenchRun(
                settings(),
                new BenchRun.Surroundings(
                        home, java, Files.createTempDirectory("troupe-bench-"), environment::monotonicNanos, line -> {
                            err.println(line);
                            err.flush();
                        }));
        return SignalledStop.during(run::close, () -> {
                    try (run) {
                        run.run(text -> {
                            out.println(text);
                            out.flush();
                        });
                        return ExitStatus.OK;
                    } catch (BenchError | IOException e) {
                        throw new StartError(String.valueOf(e.getMessage()));
                    }
                })
                .code();
    }

    private BenchRun.Settings settings() {
        try {
            return new BenchRun.Settings(
                    workloads(),
                    rounds,
                    (long) (warmUp * 1_000),
                    (long) (seconds * 1_000),
                    peers,
                    heapMegabytes,
                    against != null,
                    connect == null ? List.of() : Target.addresses(connect),
                    pids);
        } catch (BenchError e) {
            throw new ConfigError(String.valueOf(e.getMessage()));
        }
    }

    private List<Workload> workloads() {
        List<Workload> all = new ArrayList<>();
        for (String scenario : scenarios) {
            for (int size : sizes) {
                for (String shape : shapes) {
                    all.add(new Workload(Scenario.of(scenario), size, Shape.of(shape)));
                }
            }
        }
        return all;
    }
}
