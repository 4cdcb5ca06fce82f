package io.troupe.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where Apache ZooKeeper's own classes are. They never come onto the class path of Troupe: it runs in processes of its
 * own.
 */
final class ZooKeeperClassPath {
    private static final String VERSION = "3.9.5";

    private final Path home;
    private final Consumer<String> progress;

    /** @param home of Troupe, below which the POM lies and the result is kept */
    ZooKeeperClassPath(Path home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
    }

    /**
     * Asks Maven the first time.
     *
     * @throws BenchError where it cannot say
     */
    String resolve() throws InterruptedException {
        Path pom = home.resolve("src").resolve("test").resolve("zookeeper").resolve("pom.xml");
        Path kept = home.resolve("target").resolve("zookeeper-" + VERSION + ".classpath");
        try {
            if (!isCurrent(kept, pom)) {
                fetch(pom, kept);
            }
            // Its logging is set up like Troupe's, and lies beside the POM.
            return pom.getParent() + File.pathSeparator + Files.readString(kept).trim();
        } catch (IOException e) {
            throw new BenchError("the class path of ZooKeeper cannot be had: " + e);
        }
    }

    private static boolean isCurrent(Path kept, Path pom) throws IOException {
        if (!Files.exists(pom)) {
            throw new BenchError(pom + " is missing: --against zookeeper needs the sources of Troupe");
        }
        if (!Files.exists(kept) || Files.getLastModifiedTime(kept).compareTo(Files.getLastModifiedTime(pom)) < 0) {
            return false;
        }
        return java.util.Arrays.stream(Files.readString(kept).trim().split(File.pathSeparator))
                .allMatch(jar -> Files.exists(Path.of(jar)));
    }

    private void fetch(Path pom, Path kept) throws IOException, InterruptedException {
        progress.accept("asking Maven for Apache ZooKeeper " + VERSION + ", once ...");
        Files.createDirectories(kept.getParent());
        Path said = Files.createTempFile("troupe-bench-", ".log");
        Process maven = new ProcessBuilder(List.of(
                        "mvn",
                        "-q",
                        "-B",
                        "-f",
                        pom.toString(),
                        "dependency:build-classpath",
                        "-Dmdep.includeScope=runtime",
                        "-Dmdep.outputFile=" + kept))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int status = maven.waitFor();
        String words = Files.readString(said);
        Files.delete(said);
        if (status != 0) {
            throw new BenchError("Maven could not fetch Apache ZooKeeper (exit status " + status + "): "
                    + words.lines().limit(5).toList());
        }
    }
}
