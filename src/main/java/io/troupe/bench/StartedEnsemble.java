package io.troupe.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Peers of one contender, each a process on this machine with files of its own, until they are stopped. */
final class StartedEnsemble implements Ensemble, AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_MILLIS = 8_000;
    private static final long POLL_MILLIS = 100;
    private static final int TAIL_LINES = 8;

    private final Contender contender;
    private final Path directory;
    private final List<Integer> clientPorts;
    private final LongSupplier clock;
    private final List<Process> processes = new ArrayList<>();
    private boolean stopped;

    private StartedEnsemble(Contender contender, Path directory, List<Integer> clientPorts, LongSupplier clock) {
        this.contender = contender;
        this.directory = directory;
        this.clientPorts = clientPorts;
        this.clock = clock;
    }

    /**
     * Writes the files and starts the processes; they do not serve yet.
     *
     * @param directory that is this ensemble's own
     */
    static StartedEnsemble start(Contender contender, int peers, Path directory, LongSupplier clock) {
        try {
            List<Integer> ports = freePorts(3 * peers);
            StartedEnsemble ensemble = new StartedEnsemble(contender, directory, ports.subList(0, peers), clock);
            for (int peer = 0; peer < peers; peer++) {
                ensemble.write(peer, ports);
            }
            for (int peer = 0; peer < peers; peer++) {
                ensemble.processes.add(ensemble.launch(peer));
            }
            return ensemble;
        } catch (IOException e) {
            throw new BenchError(contender.name() + " cannot be started below " + directory + ": " + e);
        }
    }

    /** All are held until all are found, so that they differ. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket();
                held.add(socket);
                socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), 0));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private void write(int peer, List<Integer> ports) throws IOException {
        int peers = clientPorts.size();
        Files.createDirectories(state(peer));
        Files.writeString(state(peer).resolve("myid"), (peer + 1) + "\n");
        List<String> lines = new ArrayList<>(List.of(
                "tickTime=2000",
                "initLimit=10",
                "syncLimit=5",
                "maxClientCnxns=0",
                "admin.enableServer=false",
                "4lw.commands.whitelist=*",
                "dataDir=" + state(peer),
                "clientPortAddress=" + HOST,
                "clientPort=" + ports.get(peer)));
        lines.addAll(contender.settings());
        for (int i = 0; i < peers && peers > 1; i++) {
            lines.add("server." + (i + 1) + "=" + HOST + ":" + ports.get(peers + i) + ":" + ports.get(2 * peers + i));
        }
        Files.write(config(peer), lines);
    }

    private Path state(int peer) {
        return directory.resolve("peer-" + (peer + 1)).resolve("state");
    }

    private Path config(int peer) {
        return directory.resolve("peer-" + (peer + 1)).resolve("zoo.cfg");
    }

    private Path log(int peer) {
        return directory.resolve("peer-" + (peer + 1)).resolve("peer.log");
    }

    private Process launch(int peer) throws IOException {
        List<String> command = new ArrayList<>(contender.command());
        command.add(config(peer).toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(peer).toFile()));
        builder.environment().putAll(contender.variables());
        return builder.start();
    }

    /** @throws BenchError where one ends, or they take too long */
    void awaitServing() throws InterruptedException {
        long deadline = clock.getAsLong() + START_NANOS;
        while (leader().isEmpty()
                || IntStream.range(0, clientPorts.size())
                        .anyMatch(peer -> mode(peer).isEmpty())) {
            for (int peer = 0; peer < processes.size(); peer++) {
                if (!processes.get(peer).isAlive()) {
                    throw new BenchError(contender.name() + " did not come up: peer " + (peer + 1) + " has ended with "
                            + processes.get(peer).exitValue() + "; the last that it said: " + lastWords(peer));
                }
            }
            if (clock.getAsLong() > deadline) {
                throw new BenchError(
                        contender.name() + " did not come up in time; the last that peer 1 said: " + lastWords(0));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private String lastWords(int peer) {
        try {
            List<String> lines = Files.readAllLines(log(peer));
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log(peer) + " cannot be read: " + e + ")";
        }
    }

    private String mode(int peer) {
        return ModeWord.ask(peers().get(peer)).orElse("");
    }

    /** Which peer leads, counted from 0. */
    OptionalInt leader() {
        return IntStream.range(0, clientPorts.size())
                .filter(peer -> mode(peer).equals("leader") || mode(peer).equals("standalone"))
                .findFirst();
    }

    /** Ends a peer as a power switch does. */
    synchronized void kill(int peer) {
        processes.get(peer).destroyForcibly();
    }

    /** Starts a peer that has been killed. */
    void restart(int peer) throws InterruptedException {
        process(peer).waitFor();
        launchAgain(peer);
    }

    private synchronized Process process(int peer) {
        return processes.get(peer);
    }

    private synchronized void launchAgain(int peer) {
        if (stopped) {
            return;
        }
        try {
            processes.set(peer, launch(peer));
        } catch (IOException e) {
            throw new BenchError("peer " + (peer + 1) + " of " + contender.name() + " cannot be started again: " + e);
        }
    }

    @Override
    public String name() {
        return contender.name();
    }

    @Override
    public List<InetSocketAddress> peers() {
        return clientPorts.stream()
                .map(port -> new InetSocketAddress(HOST, port))
                .toList();
    }

    @Override
    public synchronized List<Long> pids() {
        return processes.stream().map(Process::pid).toList();
    }

    /** Stops all processes; those that do not stop are killed. May be called twice, and while the rest goes on. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                if (!process.waitFor(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            processes.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path directory) {
        try (java.util.stream.Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
