package io.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.server.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path dir;

    @Test
    void saysInOneLineWhatIsWrongWithAConfiguration() throws IOException {
        Path config = Files.writeString(dir.resolve("zoo.cfg"), "dataDir=" + dir + "\nclientPort=port");

        assertThat(run("server", config.toString())).isEqualTo(2);
        assertThat(err).hasToString("troupe: " + config + ":2: clientPort=port: a whole number is wanted\n");
    }

    @Test
    void saysInOneLineThatThereIsNoConfiguration() {
        assertThat(run("server", dir.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().endsWith("there is no such file");
    }

    @Test
    void wantsACommandThatExists() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("sever")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean: troupe server");
        assertThat(run("server")).isEqualTo(2);
        assertThat(run("up", "--peers", "many")).isEqualTo(2);
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("server", "up", "Exit status:", "74");
        assertThat(run("up", "--help")).isZero();
        assertThat(out.toString()).contains("--peers", "--base-port", "Started again, it serves the same data.");
    }

    @Test
    void explainsHowToMeasure() {
        assertThat(run("bench", "--help")).isZero();
        assertThat(out.toString()).contains("--against", "--connect", "sync+get", "leader-kill", "Examples:");
    }

    @Test
    void saysInOneLineWhatCannotBeMeasured() {
        refuses("there are set, get,", "bench", "--scenario", "sett");
        refuses("like 64x16", "bench", "--scenario", "set", "--shape", "64");
        refuses("a suite has its own", "bench", "--shape", "64x16");
        refuses("there are short", "bench", "--suite", "long");
        refuses("host:port", "bench", "--connect", "127.0.0.1:port");
        refuses("zookeeper", "bench", "--against", "etcd");
        refuses("belong to --connect", "bench", "--pids", "1");
        refuses("at least one round", "bench", "--rounds", "0");
        refuses(
                "no folder",
                "bench",
                "--json",
                dir.resolve("none").resolve("a.json").toString());
    }

    private void refuses(String saying, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(args)).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(saying);
    }

    @Test
    void wantsToBeStartedByItsLauncher() {
        assertThat(run("up", "--data", dir.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("start this with bin/troupe");
        refuses("start this with bin/troupe", "bench");
    }

    private int run(String... args) {
        Environment bare = new Environment() {
            @Override
            public java.util.Optional<String> variable(String name) {
                return java.util.Optional.empty();
            }
        };
        CommandLine commandLine = Main.commandLine(bare);
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }
}
