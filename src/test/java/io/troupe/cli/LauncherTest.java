package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code bin/troupe} itself in a project of a few empty files, with a Java and a Maven that only say how they were
 * called.
 */
@Timeout(60)
class LauncherTest {
    private static final FileTime EARLIER = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path dir;

    private Path home;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void makeAProject() throws IOException {
        home = Files.createDirectories(dir.resolve("pro ject"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("bin", "troupe"), home.resolve("bin/troupe"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("src/main/java"));
        Files.writeString(home.resolve("pom.xml"), "");
        script("tools/mvn", "echo maven \"$@\"; mkdir -p target/lib; touch target/troupe.jar");
        javaOf(17);
    }

    @Test
    void buildsOnlyWhenASourceIsNewerThanTheBuild() throws Exception {
        assertThat(run("server", "c").text).contains("troupe: building", "maven -q -DskipTests package", "arg server");
        assertThat(run("server", "c").text).doesNotContain("building");

        Path source = Files.writeString(home.resolve("src/main/java/A.java"), "");
        age(home.resolve("target/troupe.jar"), home.resolve("target/.built"));
        assertThat(run("server", "c").text).contains("troupe: building");

        age(home.resolve("target/troupe.jar"));
        assertThat(Files.exists(source)).isTrue();
        assertThat(run("server", "c").text).as("Maven left the jar alone").doesNotContain("building");
    }

    @Test
    void runsWhatIsBuiltWhereItIsToldNotToBuild() throws Exception {
        variables.put("TROUPE_BUILD", "no");

        Ran ran = run("server", "c");

        assertThat(ran.status).isEqualTo(1);
        assertThat(ran.text)
                .startsWith("troupe: ")
                .contains("troupe.jar is missing")
                .doesNotContain("maven");
    }

    @Test
    void failsWithTheBuild() throws Exception {
        script("tools/mvn", "echo no network; exit 1");

        Ran ran = run("server", "c");

        assertThat(ran.status).isEqualTo(1);
        assertThat(ran.text).contains("no network", "troupe: the build failed").doesNotContain("arg server");
        assertThat(Files.exists(home.resolve("target/.built"))).isFalse();
    }

    @Test
    void honoursTheVariablesOfZooKeepersScripts() throws Exception {
        variables.put("ZK_SERVER_HEAP", "333");
        variables.put("SERVER_JVMFLAGS", "-Dserver=1 -Dserver=2");
        variables.put("CLIENT_JVMFLAGS", "-Dclient=1");
        variables.put("JVMFLAGS", "-Dboth=1");

        assertThat(run("server", "a b.cfg").text)
                .contains("arg -Xmx333m\n", "arg -Dserver=1\n", "arg -Dserver=2\n", "arg -Dboth=1\n", "arg a b.cfg\n")
                .contains("arg -Djava.util.concurrent.ForkJoinPool.common.parallelism=2\n")
                .contains("arg " + home + "/conf:" + home + "/target/troupe.jar:" + home + "/target/lib/*\n")
                .doesNotContain("client");
        assertThat(run("up").text)
                .contains("arg -Xmx256m\n", "arg -Dclient=1\n", "arg -Dboth=1\n")
                .doesNotContain("-Dserver");
    }

    @Test
    void hasTheDefaultHeapOfZooKeeper() throws Exception {
        assertThat(run("server", "c").text).contains("arg -Xmx1000m\n");
    }

    @Test
    void refusesAHeapThatIsNone() throws Exception {
        variables.put("ZK_SERVER_HEAP", "1g");

        Ran ran = run("server", "c");

        assertThat(ran.status).isEqualTo(2);
        assertThat(ran.text).endsWith("troupe: ZK_SERVER_HEAP=1g: a number of megabytes is wanted\n");
    }

    @Test
    void givesFlagsOnlyToAJavaThatKnowsThem() throws Exception {
        assertThat(run("server", "c").text).doesNotContain("unsafe-memory", "native-access");
        javaOf(25);
        assertThat(run("server", "c").text)
                .contains("arg --sun-misc-unsafe-memory-access=allow\n", "arg --enable-native-access=ALL-UNNAMED\n");
    }

    @Test
    void refusesAnOldJavaAndAMissingOne() throws Exception {
        javaOf(11);
        assertThat(run("server", "c").text).endsWith("is version 11; JDK 17 or newer is needed\n");
        variables.put("JAVA_HOME", dir.resolve("none").toString());
        assertThat(run("server", "c").text).contains("troupe: JAVA_HOME is " + dir.resolve("none"));
    }

    @Test
    void becomesTheJavaProcessItself() throws Exception {
        Ran ran = run("server", "c");

        assertThat(ran.text).contains("pid " + ran.pid + "\n");
    }

    @Test
    void findsItsProjectThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("link"), home.resolve("bin/troupe"));

        assertThat(run(link, "server", "c").text).contains("home " + home + "\n");
    }

    private record Ran(int status, long pid, String text) {}

    private Ran run(String... args) throws Exception {
        return run(home.resolve("bin/troupe"), args);
    }

    private Ran run(Path launcher, String... args) throws Exception {
        String[] command = new String[args.length + 1];
        command[0] = launcher.toString();
        System.arraycopy(args, 0, command, 1, args.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(ZK|TROUPE|JAVA)_.*|.*JVMFLAGS"));
        builder.environment().put("PATH", dir.resolve("tools") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", dir.resolve("jdk").toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        return new Ran(process.waitFor(), process.pid(), text);
    }

    private void javaOf(int version) throws IOException {
        script(
                "jdk/bin/java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version
                        + ".0.1\" 2025-01-01' >&2; exit; fi\n"
                        + "echo \"pid $$\"; echo \"home $TROUPE_HOME\"\n"
                        + "for arg; do echo \"arg $arg\"; done");
    }

    private void script(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void age(Path... files) throws IOException {
        for (Path file : files) {
            Files.setLastModifiedTime(file, EARLIER);
        }
    }
}
