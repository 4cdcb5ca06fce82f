package io.troupe.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.awaitility.Awaitility;

/** A whole tree as one peer shows it: data, ACL and every field of the Stat, by path. */
final class TreeWalk {
    private TreeWalk() {}

    static Map<String, String> of(ZooKeeper client) throws Exception {
        CountDownLatch synced = new CountDownLatch(1);
        client.sync("/", (code, path, context) -> synced.countDown(), null);
        if (!synced.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("sync was not answered");
        }
        Map<String, String> nodes = new TreeMap<>();
        walk(client, "/", nodes);
        return nodes;
    }

    /** Asked at each peer; sessions may end meanwhile, so the trees are equal once they are. */
    static void assertEqualTrees(PeerProcesses peers, int nodes) throws Exception {
        List<ZooKeeper> clients = new ArrayList<>();
        try {
            for (int peer = 1; peer <= peers.size(); peer++) {
                clients.add(Clients.connect(peers.connectString(peer)));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        Map<String, String> first = of(clients.get(0));
                        assertThat(first).hasSizeGreaterThan(nodes);
                        for (ZooKeeper client : clients) {
                            assertThat(of(client)).isEqualTo(first);
                        }
                    });
        } finally {
            clients.forEach(Clients::close);
        }
    }

    private static void walk(ZooKeeper client, String path, Map<String, String> nodes) throws Exception {
        Stat stat = new Stat();
        byte[] data = client.getData(path, false, stat);
        nodes.put(path, Arrays.toString(data) + " " + stat.toString().trim() + " " + client.getACL(path, new Stat()));
        for (String child : client.getChildren(path, false)) {
            walk(client, path.length() == 1 ? path + child : path + "/" + child, nodes);
        }
    }
}
