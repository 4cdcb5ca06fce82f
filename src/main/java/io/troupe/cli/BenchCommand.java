package io.troupe.cli;

import io.troupe.bench.BenchError;
import io.troupe.bench.BenchRun;
import io.troupe.bench.GivenEnsemble;
import io.troupe.bench.Machine;
import io.troupe.bench.Pace;
import io.troupe.bench.Results;
import io.troupe.bench.Row;
import io.troupe.server.ConfigError;
import io.troupe.server.Environment;
import io.troupe.server.ExitStatus;
import io.troupe.server.StartError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the same machine carries: loads an ensemble, or several in turn, and says what it cost. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        header = "Measures what an ensemble carries and what it costs the machine.",
        description = {
            "",
            "Starts an ensemble of Troupe on this machine's loopback, loads it, prints what came out and stops it. "
                    + "With --against zookeeper it does the same to Apache ZooKeeper, round by round in turn. "
                    + "With --connect it loads an ensemble that runs: anything that speaks ZooKeeper's protocol.",
            ""
        },
        footer = {
            "",
            "Scenarios: set, get, 90/10, 50/50, sync+get, create+delete, ephemeral, multi,",
            "children, fan-out, churn, leader-kill. docs/PERFORMANCE.md says what each does",
            "and what the columns mean.",
            "",
            "Examples:",
            "  troupe bench",
            "  troupe bench --against zookeeper --suite bars --json bars.json --plot bars.svg",
            "  troupe bench --scenario set --shape 64x16 --size 100,1024 --rounds 9",
            "  troupe bench --scenario get --rate 5000 --connect 10.0.0.1:2181,10.0.0.2:2181"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int MILLIS_PER_SECOND = 1_000;

    private enum Output {
        TABLE,
        JSON
    }

    private final Environment environment;

    @Mixin
    private final BenchWorkloads workloads = new BenchWorkloads();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "rounds that count; one before them does not (3)")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5", description = "measured in each round (5)")
    private double seconds;

    @Option(names = "--warm-up", paramLabel = "S", defaultValue = "3", description = "seconds of load before that (3)")
    private double warmUp;

    @Option(
            names = "--against",
            paramLabel = "SYSTEM",
            description = "zookeeper: measure it in turn, as it comes and at its best")
    private @Nullable String against;

    @Option(
            names = "--connect",
            paramLabel = "HOSTS",
            description = "load this running ensemble instead: host:port,host:port,...")
    private @Nullable String connect;

    @Option(
            names = "--pids",
            paramLabel = "PID",
            split = ",",
            description = {
                "with --connect: its processes, where they run on this machine;",
                "without, nothing is said of CPU and disk"
            })
    private List<Long> pids = List.of();

    @Option(
            names = "--peers",
            paramLabel = "N",
            defaultValue = "3",
            description = "of each ensemble that is started (3)")
    private int peers;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            defaultValue = "1000",
            description = "of each peer that is started (1000)")
    private int heapMegabytes;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = {
                "on the disk to measure; files go into a new directory below it,",
                "which is deleted in the end (the system's own for temporary files)"
            })
    private @Nullable Path directory;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table or json, on standard output (table)")
    private Output output = Output.TABLE;

    @Option(names = "--json", paramLabel = "FILE", description = "write the results as JSON, too")
    private @Nullable Path json;

    @Option(names = "--plot", paramLabel = "FILE", description = "draw throughput and CPU as SVG")
    private @Nullable Path plot;

    @Spec
    private CommandSpec spec;

    BenchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        BenchRun.Wish wish = wish();
        PrintWriter out = spec.commandLine().getOut();
        BenchRun run = new BenchRun(wish, surroundings());
        return SignalledStop.during(run::close, () -> {
                    try (run) {
                        report(run.run(row -> tell(row, out)), out);
                        return ExitStatus.OK;
                    } catch (BenchError e) {
                        throw new StartError(String.valueOf(e.getMessage()));
                    } catch (IOException e) {
                        throw new StartError("the benchmark has failed: " + e);
                    }
                })
                .code();
    }

    private BenchRun.Wish wish() {
        if (against != null && !against.equals("zookeeper")) {
            throw new ConfigError("--against " + against + ": zookeeper is what Troupe can be compared with");
        }
        if (connect == null && !pids.isEmpty()) {
            throw new ConfigError("--pids belong to --connect; the processes that are started here are known");
        }
        requireFolder("--json", json);
        requireFolder("--plot", plot);
        try {
            Pace pace = new Pace(rounds, (long) (warmUp * MILLIS_PER_SECOND), (long) (seconds * MILLIS_PER_SECOND));
            Optional<GivenEnsemble> given = Optional.ofNullable(connect).map(hosts -> GivenEnsemble.at(hosts, pids));
            return new BenchRun.Wish(workloads.all(), pace, peers, heapMegabytes, given, against != null);
        } catch (BenchError e) {
            throw new ConfigError(String.valueOf(e.getMessage()));
        }
    }

    /** Now, and not when all has been measured. */
    private static void requireFolder(String option, @Nullable Path file) {
        if (file != null && !Files.isWritable(file.toAbsolutePath().getParent())) {
            throw new ConfigError(option + " " + file + ": there is no folder that can be written to");
        }
    }

    private BenchRun.Surroundings surroundings() {
        Path home = environment
                .variable("TROUPE_HOME")
                .map(Path::of)
                .orElseThrow(() -> new ConfigError("TROUPE_HOME is not set: start this with bin/troupe"));
        Path java = Path.of(environment.property("java.home").orElse("/usr"), "bin", "java");
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), environment);
        return new BenchRun.Surroundings(home, java, freshDirectory(), environment::monotonicNanos, progress::show);
    }

    private Path freshDirectory() {
        String prefix = "troupe-bench-";
        try {
            return directory == null
                    ? Files.createTempDirectory(prefix)
                    : Files.createTempDirectory(directory.toAbsolutePath(), prefix);
        } catch (IOException e) {
            throw new StartError("no directory can be made for what is measured: " + e + "; --dir DIR chooses where");
        }
    }

    private void tell(Row row, PrintWriter out) {
        if (output == Output.TABLE) {
            out.println(row.table());
            out.flush();
        }
    }

    private void report(Results results, PrintWriter out) throws IOException {
        Machine machine = new Machine(
                environment.processors(),
                environment.property("java.vm.name").orElse("") + " "
                        + environment.property("java.version").orElse(""),
                environment.property("os.name").orElse("") + " "
                        + environment.property("os.version").orElse(""),
                Instant.ofEpochMilli(environment.wallMillis()).toString());
        if (output == Output.JSON) {
            out.println(results.json(machine));
            out.flush();
        }
        if (json != null) {
            Files.writeString(json, results.json(machine) + "\n");
        }
        if (plot != null) {
            Files.writeString(plot, results.plot(machine.processors() + " processors, " + machine.java()));
        }
    }
}
