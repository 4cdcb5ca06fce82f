package io.troupe.examples;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** A lock that one process holds at a time. */
final class CuratorLock {
    private CuratorLock() {}

    static void run(String hosts) throws Exception {
        // README
        try (CuratorFramework client = CuratorFrameworkFactory.newClient(hosts, new ExponentialBackoffRetry(100, 5))) {
            client.start();
            InterProcessMutex lock = new InterProcessMutex(client, "/locks/reports");
            lock.acquire();
            try {
                System.out.println("This process, and no other, writes the report.");
            } finally {
                lock.release();
            }
        }
        // README
    }
}
