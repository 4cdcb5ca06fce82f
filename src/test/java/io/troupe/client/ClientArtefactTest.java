package io.troupe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.server.testing.TestEnsemble;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The artefact with the classifier {@code client}, as a user's project resolves it: with what it needs, without what
 * only the server needs. Maven finds everything else in the repository that built this project, so nothing is
 * downloaded.
 */
@Timeout(300)
class ClientArtefactTest {
    private static final String PROGRAM = """
            import io.troupe.client.*;
            import io.troupe.client.recipe.*;
            import java.time.Duration;

            public class Program {
                record Limits(int perSecond) {}

                public static void main(String[] args) throws Exception {
                    try (Client client = Client.open(ClientSettings.of(args[0]));
                            DistributedLock lock = new DistributedLock(client, "/locks/program");
                            Held held = lock.acquireNow(Duration.ofSeconds(20)).orElseThrow()) {
                        byte[] json = Codec.json(Limits.class).encode(new Limits(7));
                        client.blocking().commit(held.guard(Transaction.EMPTY.create("/limits", json)));
                        System.out.println(new String(client.blocking().read("/limits").data()));
                    }
                }
            }
            """;

    @TempDir
    Path dir;

    @Test
    void aProjectThatNamesItGetsAllThatItNeedsAndNothingOfTheServer() throws Exception {
        Path mine = Path.of(System.getProperty("user.home"), ".m2", "repository");
        Assumptions.assumeTrue(
                Files.isDirectory(mine.resolve("org/apache/maven/plugins/maven-dependency-plugin")),
                "skipped: no Maven repository at " + mine);
        publish();
        String classPath = resolve(mine);

        assertThat(classPath)
                .contains("troupe-", "-client.jar", "pekko-actor-typed", "netty-handler", "jackson-databind");
        assertThat(classPath).doesNotContain("logback", "picocli", "persistence", "epoll", "zookeeper");
        compile(classPath);
        try (TestEnsemble ensemble = TestEnsemble.start(1)) {
            String said = run(
                    dir,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    dir.resolve("out") + File.pathSeparator + classPath,
                    "Program",
                    ensemble.connectString());
            assertThat(said).contains("{\"perSecond\":7}");
        }
    }

    /** Into a repository of files, with this project's own POM and what its jar plugin includes. */
    private void publish() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Path at = Files.createDirectories(
                dir.resolve("published/io/troupe/troupe").resolve(version(pom)));
        Files.writeString(at.resolve("troupe-" + version(pom) + ".pom"), pom);
        Path classes = Path.of(
                Client.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(at.resolve("troupe-" + version(pom) + "-client.jar")))) {
            for (String folder : included(pom)) {
                add(jar, classes, classes.resolve(folder));
            }
        }
    }

    private static String version(String pom) {
        return first(pom, "<artifactId>troupe</artifactId>\\s*<version>([^<]+)<");
    }

    private static List<String> included(String pom) {
        String includes = first(pom, "(?s)<classifier>client</classifier>\\s*<includes>(.*?)</includes>");
        List<String> folders = new ArrayList<>();
        Matcher matcher = Pattern.compile("<include>(.*?)/\\*\\*</include>").matcher(includes);
        while (matcher.find()) {
            folders.add(matcher.group(1));
        }
        assertThat(folders).hasSize(4);
        return folders;
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static void add(JarOutputStream jar, Path classes, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
    }

    private String resolve(Path mine) throws Exception {
        Path project = Files.createDirectories(dir.resolve("project"));
        String version = version(Files.readString(Path.of("pom.xml")));
        Files.writeString(project.resolve("settings.xml"), """
                <settings><mirrors><mirror>
                  <id>mine</id><mirrorOf>*,!published</mirrorOf><url>%s</url>
                </mirror></mirrors></settings>
                """.formatted(mine.toUri()));
        Files.writeString(project.resolve("pom.xml"), """
                <project><modelVersion>4.0.0</modelVersion>
                <groupId>a</groupId><artifactId>user</artifactId><version>1</version>
                <repositories><repository><id>published</id><url>%s</url></repository></repositories>
                <dependencies><dependency>
                  <groupId>io.troupe</groupId><artifactId>troupe</artifactId>
                  <version>%s</version><classifier>client</classifier>
                </dependency></dependencies></project>
                """.formatted(
                        dir.resolve("published").toUri(), version));
        String plugin =
                first(Files.readString(Path.of("pom.xml")), "maven-dependency-plugin</artifactId><version>([^<]+)<");
        run(
                project,
                "mvn",
                "-B",
                "-s",
                "settings.xml",
                "-Dmaven.repo.local=" + dir.resolve("local"),
                "org.apache.maven.plugins:maven-dependency-plugin:" + plugin + ":build-classpath",
                "-Dmdep.outputFile=class-path");
        return Files.readString(project.resolve("class-path")).trim();
    }

    private void compile(String classPath) throws IOException {
        Path source = Files.writeString(dir.resolve("Program.java"), PROGRAM);
        Files.createDirectories(dir.resolve("out"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        dir.resolve("out").toString(),
                        source.toString());
        assertThat(status).isZero();
    }

    private String run(Path in, String... command) throws Exception {
        Path said = Files.createTempFile(dir, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(200, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }
}
