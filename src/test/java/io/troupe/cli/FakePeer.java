package io.troupe.cli;

import io.troupe.FreePorts;
import io.troupe.server.ExitStatus;
import io.troupe.server.PeerConfig;
import io.troupe.server.PeerProcess;
import io.troupe.server.StartError;
import io.troupe.server.ZooConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * A process that looks like a peer from outside: it listens on the client port of its configuration, answers every
 * question with its mode, and ends as its second argument says.
 */
final class FakePeer implements PeerProcess {
    private static final int PORTS = 4;

    private final ServerSocket socket;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private FakePeer(ServerSocket socket) {
        this.socket = socket;
    }

    public static void main(String[] args) throws Exception {
        PeerConfig config = ZooConfig.read(Path.of(args[0])).peer();
        System.out.println("peer " + config.myid() + " starts");
        try {
            ExitStatus status = SignalledStop.run(() -> start(config, args.length > 1 ? args[1] : ""), 500);
            System.exit(status.code());
        } catch (StartError e) {
            System.exit(e.status().code());
        }
    }

    private static PeerProcess start(PeerConfig config, String how) {
        if (how.equals("full")) {
            throw new StartError("the disk is full", ExitStatus.DISK);
        }
        try {
            FakePeer peer =
                    new FakePeer(new ServerSocket(config.client().port(), 50, InetAddress.getByName("127.0.0.1")));
            Thread thread = new Thread(() -> peer.answer(config.isStandalone() ? "standalone" : "follower"));
            thread.setDaemon(true);
            thread.start();
            return how.equals("breaks") ? new Broken() : how.equals("hangs") ? new Hanging(peer) : peer;
        } catch (IOException e) {
            throw new StartError("port " + config.client() + " is taken");
        }
    }

    private void answer(String mode) {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    client.getOutputStream().write(("Latency: 1\nMode: " + mode + "\n").getBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ExitStatus awaitTermination() throws InterruptedException {
        stopped.await();
        return ExitStatus.OK;
    }

    @Override
    public void stop() {
        System.out.println("stopped in order");
        stopped.countDown();
    }

    /** A peer whose disk fails as soon as it runs. */
    private static final class Broken implements PeerProcess {
        @Override
        public ExitStatus awaitTermination() {
            return ExitStatus.DISK;
        }

        @Override
        public void stop() {}
    }

    /** A peer that does not manage to stop. */
    private record Hanging(FakePeer peer) implements PeerProcess {
        @Override
        public ExitStatus awaitTermination() throws InterruptedException {
            return peer.awaitTermination();
        }

        @Override
        public void stop() {
            while (peer.stopped.getCount() > 0) {
                java.util.concurrent.locks.LockSupport.park();
            }
        }
    }

    /** What runs one of these in a JVM of its own. */
    static List<String> command(Path config, String... how) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                FakePeer.class.getName(),
                config.toString()));
        command.addAll(List.of(how));
        return command;
    }

    /** A plan on ports that are free now. */
    static EnsemblePlan plan(Path data, int peers) {
        List<Integer> ports = FreePorts.find(PORTS * peers);
        return new EnsemblePlan(
                data,
                IntStream.rangeClosed(1, peers)
                        .mapToObj(id -> {
                            List<Integer> own = ports.subList(PORTS * (id - 1), PORTS * id);
                            return new EnsemblePlan.Seat(
                                    id, own.get(0), own.get(1), own.get(2), own.get(3), data.resolve("peer-" + id));
                        })
                        .toList());
    }
}
