package io.troupe.client;

import io.troupe.server.testing.TestEnsemble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** The servers that the client is for. */
public enum ServerKind {
    TROUPE {
        @Override
        public Server start() {
            TestEnsemble ensemble = TestEnsemble.start(1);
            return new Server() {
                @Override
                public String connectString() {
                    return ensemble.connectString();
                }

                @Override
                public void close() {
                    ensemble.close();
                }
            };
        }
    },
    ZOOKEEPER {
        @Override
        public Server start() {
            return new ZooKeeper();
        }
    };

    public abstract Server start();

    /** One that runs. */
    public interface Server extends AutoCloseable {
        String connectString();

        @Override
        void close();
    }

    /** Apache ZooKeeper, stand-alone in this process. */
    private static final class ZooKeeper implements Server {
        private static final int TICK_MILLIS = 250;

        private final Path directory;
        private final NIOServerCnxnFactory factory = new NIOServerCnxnFactory();

        ZooKeeper() {
            try {
                System.setProperty("zookeeper.extendedTypesEnabled", "true");
                System.setProperty("zookeeper.admin.enableServer", "false");
                directory = Files.createTempDirectory("zookeeper-");
                ZooKeeperServer server = new ZooKeeperServer(directory.toFile(), directory.toFile(), TICK_MILLIS);
                factory.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                factory.startup(server);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String connectString() {
            return "127.0.0.1:" + factory.getLocalPort();
        }

        @Override
        public void close() {
            factory.shutdown();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
