package io.troupe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.server.testing.TestEnsemble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ZooKeeper's own command line, as a process, one command at a time. */
@Timeout(300)
class ZkCliTest {
    private static TestEnsemble ensemble;

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.start(3);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @Test
    void itsCommandsDoWhatTheyDoElsewhere() throws Exception {
        assertThat(zkCli("create", "/cli", "hello")).contains("Created /cli");
        assertThat(zkCli("create", "-s", "/cli/n-", "x")).contains("Created /cli/n-0000000000");
        assertThat(zkCli("set", "-v", "0", "/cli", "changed")).doesNotContain("Exception", "not valid");
        assertThat(zkCli("get", "-s", "/cli")).contains("changed", "dataVersion = 1", "numChildren = 1");
        assertThat(zkCli("set", "-v", "0", "/cli", "late")).contains("version No is not valid");
        assertThat(zkCli("ls", "-R", "/cli")).contains("/cli", "/cli/n-0000000000");
        assertThat(zkCli("sync", "/cli")).contains("Sync is OK");
        assertThat(zkCli("setAcl", "/cli", "world:anyone:cdrwa")).doesNotContain("Exception");
        assertThat(zkCli("getAcl", "/cli")).contains("'world,'anyone", ": cdrwa");
        assertThat(zkCli("create", "/nowhere/child")).contains("Node does not exist: /nowhere/child");
        assertThat(zkCli("deleteall", "/cli")).doesNotContain("Exception");
        assertThat(zkCli("stat", "/cli")).contains("Node does not exist: /cli");
    }

    private static String zkCli(String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.zookeeper.ZooKeeperMain",
                "-server",
                ensemble.connectString()));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return text;
    }
}
