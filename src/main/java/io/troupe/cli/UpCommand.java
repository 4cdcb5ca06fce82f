package io.troupe.cli;

import io.troupe.server.ConfigError;
import io.troupe.server.Environment;
import io.troupe.server.ExitStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An ensemble on this machine, to try things with: each peer a process of its own, all of them stopped by Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Starts an ensemble on this machine's loopback and stays until Ctrl-C, which stops all of it.",
        footer = {
            "",
            "Ports: 2181 and up for clients, 2888 and up between peers, 3888 and up for their control",
            "planes, 8080 and up for the management endpoints;",
            "with --base-port B: B and up, B+100, B+200 and B+300 and up.",
            "Started again, it serves the same data.",
            "",
            "Example: troupe up --peers 3 --base-port 21000"
        })
final class UpCommand implements Callable<Integer> {
    private static final long START_PATIENCE_MILLIS = 120_000;

    private final Environment environment;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "3", description = "how many; 1 is stand-alone (3)")
    private int peers;

    @Option(names = "--base-port", paramLabel = "PORT", defaultValue = "0", description = "where the usual are taken")
    private int basePort;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "where all files go (data)")
    private Path data;

    @Spec
    private CommandSpec spec;

    UpCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path launcher = environment
                .variable("TROUPE_HOME")
                .map(home -> Path.of(home, "bin", "troupe"))
                .orElseThrow(() -> new ConfigError("TROUPE_HOME is not set: start this with bin/troupe"));
        EnsemblePlan plan = EnsemblePlan.of(peers, basePort, data);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting " + (peers == 1 ? "one peer" : peers + " peers") + ", data in " + plan.data() + " ...");
        LocalEnsemble ensemble = LocalEnsemble.start(
                plan, environment, config -> List.of(launcher.toString(), "server", config.toString()));
        return SignalledStop.during(() -> stop(ensemble, out), () -> attend(ensemble, plan, out))
                .code();
    }

    private ExitStatus attend(LocalEnsemble ensemble, EnsemblePlan plan, PrintWriter out) throws InterruptedException {
        try {
            announce(ensemble.awaitServing(START_PATIENCE_MILLIS, peer -> out.println(peer.obituary())), plan, out);
            Optional<ChildPeer> ended = ensemble.awaitEnd();
            while (ended.isPresent()) {
                report(ended.get(), ensemble, out);
                ended = ensemble.awaitEnd();
            }
            return ExitStatus.FAILURE;
        } finally {
            ensemble.stop();
        }
    }

    private void announce(Map<Integer, String> modes, EnsemblePlan plan, PrintWriter out) {
        modes.forEach((id, mode) -> out.println("  peer " + id + ": " + mode));
        out.println("Serving. Connect to " + plan.connectString());
        out.println("See it: http://" + EnsemblePlan.HOST + ":"
                + plan.seats().get(0).adminPort() + "/");
        out.println("What the peers print: " + plan.data() + "/peer-*/log/peer.log");
        out.println("Ctrl-C stops all of it.");
    }

    private void report(ChildPeer peer, LocalEnsemble ensemble, PrintWriter out) {
        out.println(peer.obituary());
        if (ensemble.isAnyAlive()) {
            out.println("The others go on. `bin/troupe server " + peer.seat().config() + "` starts it again.");
        }
    }

    private void stop(LocalEnsemble ensemble, PrintWriter out) {
        out.println("Stopping ...");
        ensemble.stop();
        out.println("Stopped.");
    }
}
