package io.troupe.faults;

import io.troupe.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Peers as processes of their own, to be killed and started again. Numbered from 1; their output goes to files. */
final class PeerProcesses implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path directory;
    private final List<Integer> clientPorts;
    private final List<Integer> peerPorts;
    private final Map<Integer, Process> running = new TreeMap<>();
    private final List<String> flags = new ArrayList<>();

    PeerProcesses(int peers, Path directory) throws IOException {
        this.directory = directory;
        List<Integer> free = FreePorts.find(2 * peers);
        this.clientPorts = free.subList(0, peers);
        this.peerPorts = free.subList(peers, 2 * peers);
        for (int peer = 1; peer <= peers; peer++) {
            configure(peer);
        }
    }

    private void configure(int peer) throws IOException {
        Path data = Files.createDirectories(home(peer).resolve("data"));
        Files.writeString(data.resolve("myid"), String.valueOf(peer));
        String voters = IntStream.rangeClosed(1, peerPorts.size())
                .mapToObj(id -> "server." + id + "=127.0.0.1:" + peerPorts.get(id - 1) + ":" + (3_888 + id))
                .collect(Collectors.joining("\n"));
        Files.writeString(configuration(peer), """
                tickTime=500
                initLimit=40
                syncLimit=20
                minSessionTimeout=1000
                maxClientCnxns=0
                4lw.commands.whitelist=*
                preAllocSize=1024
                admin.enableServer=false
                clientPortAddress=127.0.0.1
                clientPort=%d
                dataDir=%s
                %s
                """.formatted(
                        clientPorts.get(peer - 1), data, peerPorts.size() == 1 ? "" : voters));
    }

    int size() {
        return clientPorts.size();
    }

    int peerPort(int peer) {
        return peerPorts.get(peer - 1);
    }

    /** Adds a line to a peer's file, which counts more than what stands there. */
    void configure(int peer, String line) throws IOException {
        Files.writeString(configuration(peer), line + "\n", StandardOpenOption.APPEND);
    }

    void configureAll(String line) throws IOException {
        for (int peer = 1; peer <= size(); peer++) {
            configure(peer, line);
        }
    }

    /** For the processes that are started from now on. */
    void jvmFlag(String flag) {
        flags.add(flag);
    }

    Path home(int peer) {
        return directory.resolve("peer-" + peer);
    }

    private Path configuration(int peer) {
        return home(peer).resolve("zoo.cfg");
    }

    Path log(int peer) {
        return home(peer).resolve("out.log");
    }

    void start(int peer) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2"));
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.troupe.cli.Main",
                "server",
                configuration(peer).toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(peer).toFile()))
                .start();
        running.put(peer, process);
    }

    void startAll() throws IOException {
        for (int peer = 1; peer <= clientPorts.size(); peer++) {
            if (!running.containsKey(peer)) {
                start(peer);
            }
        }
    }

    /** Ends a process as a power switch does; what it said is kept. */
    void kill(int peer) throws InterruptedException {
        Process process = running.remove(peer);
        process.destroyForcibly();
        process.waitFor();
    }

    /** Stops the clock of a process: it keeps its sockets, and says nothing. */
    void pause(int peer) throws Exception {
        signal(peer, "STOP");
    }

    void resume(int peer) throws Exception {
        signal(peer, "CONT");
    }

    private void signal(int peer, String name) throws Exception {
        String pid = String.valueOf(running.get(peer).pid());
        if (new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor() != 0) {
            throw new IOException("cannot send " + name + " to peer " + peer);
        }
    }

    /** The exit status of a process that ends by itself. */
    int awaitEnd(int peer, Duration within) throws InterruptedException {
        Process process = running.get(peer);
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("peer " + peer + " runs still after " + within);
        }
        running.remove(peer);
        return process.exitValue();
    }

    void killAll() throws InterruptedException {
        List<Process> all = List.copyOf(running.values());
        running.clear();
        all.forEach(Process::destroyForcibly);
        for (Process process : all) {
            process.waitFor();
        }
    }

    /** Asks a process to stop, and tells its exit status. */
    int terminate(int peer, Duration within) throws InterruptedException {
        Process process = running.remove(peer);
        process.destroy();
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("peer " + peer + " has not stopped within " + within);
        }
        return process.exitValue();
    }

    String connectString(int peer) {
        return "127.0.0.1:" + clientPorts.get(peer - 1);
    }

    String connectString() {
        return IntStream.rangeClosed(1, clientPorts.size())
                .mapToObj(this::connectString)
                .collect(Collectors.joining(","));
    }

    OptionalInt leader() {
        return running.keySet().stream()
                .mapToInt(peer -> peer)
                .filter(peer -> mode(peer).equals("leader"))
                .findFirst();
    }

    int awaitLeader() {
        awaitServing();
        return leader().orElseThrow();
    }

    /** Returns when these serve, whatever the others do. */
    void awaitServingOf(int... peers) {
        Awaitility.await("these serve: " + Arrays.toString(peers))
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Arrays.stream(peers).noneMatch(peer -> mode(peer).isEmpty()));
    }

    void awaitServing() {
        Awaitility.await("every peer serves")
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        running.keySet().stream().noneMatch(peer -> mode(peer).isEmpty())
                                && (clientPorts.size() == 1 || leader().isPresent()));
    }

    /** What {@code srvr} calls this peer; empty while it does not serve. */
    String mode(int peer) {
        String answer = ask(peer, "srvr");
        return answer.lines()
                .filter(line -> line.startsWith("Mode: "))
                .map(line -> line.substring("Mode: ".length()))
                .findFirst()
                .orElse("");
    }

    String ask(int peer, String word) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), clientPorts.get(peer - 1))) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException notYet) {
            return "";
        }
    }

    /** The last lines of what each peer said, for a failing test. */
    String lastWords() {
        return IntStream.rangeClosed(1, clientPorts.size())
                .mapToObj(peer -> "--- peer " + peer + "\n" + lastWords(peer))
                .collect(Collectors.joining("\n"));
    }

    private String lastWords(int peer) {
        try {
            List<String> lines = Files.exists(log(peer)) ? Files.readAllLines(log(peer)) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
        running.values().forEach(process -> process.onExit().join());
    }
}
