package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code bin/troupe server} itself, on one JDK of each version from 17 on that this machine has. */
@Timeout(180)
class InstalledJdksTest {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    @TempDir
    Path dir;

    /** By version: the one that runs this test, and what is installed where Debian installs them. */
    static Stream<Path> homes() throws IOException {
        Map<Integer, Path> byVersion = new TreeMap<>();
        byVersion.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
        if (Files.isDirectory(JDKS)) {
            try (Stream<Path> installed = Files.list(JDKS)) {
                installed.forEach(home -> version(home).ifPresent(version -> byVersion.putIfAbsent(version, home)));
            }
        }
        return byVersion.entrySet().stream()
                .filter(jdk -> jdk.getKey() >= OLDEST)
                .map(Map.Entry::getValue);
    }

    private static Optional<Integer> version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> Integer.parseInt(line.split("[\".]")[1]))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @MethodSource("homes")
    void aPeerServesAndStopsWithoutAWordFromTheJvm(Path jdk) throws Exception {
        EnsemblePlan plan = FakePeer.plan(dir, 1);
        EnsembleFiles.prepare(plan);
        EnsemblePlan.Seat seat = plan.seats().get(0);
        ProcessBuilder launch = new ProcessBuilder(
                        project().resolve("bin/troupe").toString(),
                        "server",
                        seat.config().toString())
                .redirectErrorStream(true);
        launch.environment().put("JAVA_HOME", jdk.toString());
        launch.environment().put("TROUPE_BUILD", "no");
        launch.environment().put("ZK_SERVER_HEAP", "256");
        Process peer = launch.start();
        try {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() ->
                            ModeProbe.ask(EnsemblePlan.HOST, seat.clientPort()).equals(Optional.of("standalone")));

            peer.toHandle().destroy();

            assertThat(peer.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(peer.exitValue()).isZero();
            assertThat(new String(peer.getInputStream().readAllBytes()).lines())
                    .as("the JVM has nothing to warn of")
                    .noneMatch(line -> line.startsWith("WARNING"));
        } finally {
            peer.destroyForcibly();
        }
    }

    /** A built project whose jar names this test's class path. */
    private Path project() throws IOException {
        Path home = Files.createDirectories(dir.resolve("project"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("target/lib"));
        Files.copy(Path.of("bin", "troupe"), home.resolve("bin/troupe"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("conf"));
        Files.copy(Path.of("conf", "logback.xml"), home.resolve("conf/logback.xml"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        try (OutputStream jar = Files.newOutputStream(home.resolve("target/troupe.jar"))) {
            new JarOutputStream(jar, manifest).close();
        }
        return home;
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }
}
