package io.troupe.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A system that is started here to be measured.
 *
 * @param name as it stands in the results
 * @param settings lines of its configuration beyond those that all have
 * @param command that runs one peer, but for the configuration file, which comes last
 * @param variables of its environment
 */
record Contender(String name, List<String> settings, List<String> command, Map<String, String> variables) {
    Contender {
        settings = List.copyOf(settings);
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }

    /** Through its own launcher, which chooses the flags of the JVM. */
    static Contender troupe(Path launcher, int heapMegabytes) {
        return new Contender(
                "troupe",
                List.of(),
                List.of(launcher.toString(), "server"),
                Map.of("TROUPE_BUILD", "no", "ZK_SERVER_HEAP", Integer.toString(heapMegabytes)));
    }

    /** Apache ZooKeeper as it is when nobody sets anything. */
    static Contender zooKeeper(Path java, String classPath, int heapMegabytes) {
        return zooKeeper("zookeeper", List.of(), java, classPath, heapMegabytes, List.of());
    }

    /** Apache ZooKeeper with what was found to be best for it. */
    static Contender zooKeeperNetty(Path java, String classPath, int heapMegabytes) {
        return zooKeeper(
                "zookeeper-netty",
                List.of("serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory"),
                java,
                classPath,
                heapMegabytes,
                List.of("-XX:+UseParallelGC"));
    }

    private static Contender zooKeeper(
            String name, List<String> settings, Path java, String classPath, int heapMegabytes, List<String> flags) {
        List<String> command = new java.util.ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, "org.apache.zookeeper.server.quorum.QuorumPeerMain"));
        return new Contender(name, settings, command, Map.of());
    }
}
