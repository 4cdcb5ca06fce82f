package io.troupe.cli;

import io.troupe.server.StartError;
import io.troupe.server.ZooConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes ready what a plan needs on this machine, or says in one line why it cannot be had. */
final class EnsembleFiles {
    private EnsembleFiles() {}

    /**
     * @throws StartError where the data are another ensemble's, a port is taken, or the disk does not take the files
     */
    static void prepare(EnsemblePlan plan) {
        refuseOtherEnsemble(plan);
        plan.ports().forEach(EnsembleFiles::requireFree);
        for (EnsemblePlan.Seat seat : plan.seats()) {
            try {
                Files.createDirectories(seat.state());
                Files.createDirectories(seat.log().getParent());
                Files.writeString(seat.state().resolve("myid"), seat.id() + "\n");
                Files.writeString(seat.config(), plan.configOf(seat));
            } catch (IOException e) {
                throw new StartError("cannot write below " + seat.directory() + ": " + e);
            }
        }
    }

    /**
     * An ensemble cannot be given other members by starting it with other members: one peer out of three may lack what
     * the other two acknowledged, and new ones beside an old one would wait for it for ever.
     */
    private static void refuseOtherEnsemble(EnsemblePlan plan) {
        int wanted = plan.seats().size();
        for (Path config : configsIn(plan.data())) {
            int found = ZooConfig.read(config).peer().voters().size();
            if (found != wanted) {
                throw new StartError(plan.data() + " holds an ensemble of " + found + ": give --peers " + found
                        + ", or another directory with --data");
            }
        }
    }

    private static List<Path> configsIn(Path data) {
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(data)) {
            return found.map(peer -> peer.resolve("zoo.cfg"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new StartError("cannot look into " + data + ": " + e);
        }
    }

    private static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(EnsemblePlan.HOST), port));
        } catch (IOException e) {
            throw new StartError(
                    "port " + port + " is taken (another ensemble?); --base-port PORT chooses other ports");
        }
    }

    /** The last lines of a file, of those that stand after {@code from} bytes; none if it cannot be read. */
    static List<String> tail(Path file, long from, int lines) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int start = (int) Math.min(from, bytes.length);
            List<String> all = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e + ")");
        }
    }
}
