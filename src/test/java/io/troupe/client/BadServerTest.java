package io.troupe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.Handshake;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that are none: each gets one clear error within its deadline, and nothing is left behind. */
class BadServerTest {
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    /** What a listener does with who connects. */
    enum Conduct {
        SAYS_NOTHING("did not answer the handshake in time") {
            @Override
            void treat(Socket socket) {}
        },
        CLOSES_AT_ONCE("closed the connection") {
            @Override
            void treat(Socket socket) throws IOException {
                socket.close();
            }
        },
        ANSWERS_LIKE_A_WEB_SERVER("does not speak the protocol") {
            @Override
            void treat(Socket socket) throws IOException {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        },
        ANNOUNCES_A_GIGABYTE("does not speak the protocol") {
            @Override
            void treat(Socket socket) throws IOException {
                socket.getOutputStream().write(new byte[] {0x40, 0, 0, 0, 1, 2, 3});
            }
        },
        ANSWERS_TOO_SHORT("does not speak the protocol") {
            @Override
            void treat(Socket socket) throws IOException {
                socket.getOutputStream().write(new byte[] {0, 0, 0, 2, 1, 2});
            }
        },
        CLOSES_WITHIN_A_FRAME("closed the connection") {
            @Override
            void treat(Socket socket) throws IOException {
                socket.getOutputStream().write(new byte[] {0, 0, 0, 37, 0, 0});
                socket.close();
            }
        },
        GREETS_AND_ANSWERS_NOTHING("has not answered") {
            @Override
            void treat(Socket socket) throws IOException {
                greet(socket);
            }
        },
        GREETS_AND_ANSWERS_SOMETHING_ELSE("does not speak the protocol") {
            @Override
            void treat(Socket socket) throws IOException {
                greet(socket);
                readFrame(socket);
                byte[] foreign = new byte[20];
                foreign[3] = 16;
                foreign[7] = 99;
                socket.getOutputStream().write(foreign);
            }
        },
        GREETS_AND_CLOSES("") {
            @Override
            void treat(Socket socket) throws IOException {
                greet(socket);
                socket.close();
            }
        };

        private final String complaint;

        Conduct(String complaint) {
            this.complaint = complaint;
        }

        abstract void treat(Socket socket) throws IOException;

        static void greet(Socket socket) throws IOException {
            readFrame(socket);
            ByteWriter out = new ByteWriter();
            Handshake.writeResponse(new ConnectResponse(0, 10_000, 7, new byte[16], false, true), out);
            socket.getOutputStream().write(out.takeByteArray());
        }

        static void readFrame(Socket socket) throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readFully(new byte[in.readInt()]);
        }
    }

    /** Treats everyone alike, in one thread. */
    private static final class Impostor implements AutoCloseable {
        private final ServerSocket listening;
        private final List<Socket> open = new CopyOnWriteArrayList<>();

        Impostor(Conduct conduct) throws IOException {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> accept(conduct), "impostor");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept(Conduct conduct) {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    open.add(socket);
                    conduct.treat(socket);
                } catch (IOException ended) {
                    // The client has had enough, or the test.
                }
            }
        }

        String connectString() {
            return "127.0.0.1:" + listening.getLocalPort();
        }

        void awaitVisitor() {
            await().until(() -> !open.isEmpty());
        }

        /** Whether everyone who ever connected has hung up. */
        boolean deserted() {
            return open.stream().allMatch(socket -> {
                try {
                    socket.setSoTimeout(50);
                    OutputStream out = socket.getOutputStream();
                    while (socket.getInputStream().read() >= 0) {
                        out.flush();
                    }
                    return true;
                } catch (java.net.SocketTimeoutException stillThere) {
                    return false;
                } catch (IOException gone) {
                    return true;
                }
            });
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("troupe-client"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsNoneCostsOneClearErrorInTime(Conduct conduct) throws Exception {
        try (Impostor impostor = new Impostor(conduct)) {
            try (Client client = Client.open(ClientSettings.of(impostor.connectString())
                    .withDeadline(DEADLINE)
                    .withAttemptTimeout(Duration.ofMillis(300)))) {
                impostor.awaitVisitor();
                long began = System.nanoTime();
                assertThatThrownBy(() -> client.blocking().read("/a"))
                        .isInstanceOf(DeadlineExceeded.class)
                        .hasMessageStartingWith("read /a: the deadline passed; ")
                        .hasMessageContaining(conduct.complaint);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(DEADLINE, DEADLINE.plusSeconds(2));
            }
            assertThat(impostor.deserted()).isTrue();
        }
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void whoRefusesConnectionsIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Client client = Client.open(ClientSettings.of("127.0.0.1:" + port).withDeadline(DEADLINE))) {
            assertThatThrownBy(() -> client.blocking().create("/a", null, CreateOptions.PERSISTENT))
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aNameThatNobodyKnowsIsNamed() throws Exception {
        try (Client client =
                Client.open(ClientSettings.of("no-such-host.invalid:2181").withDeadline(DEADLINE))) {
            assertThatThrownBy(() -> client.blocking().sync("/"))
                    .hasMessageContaining("no-such-host.invalid:2181: this name is not known");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is no host",
                "a:0|not within 1 to 65535",
                "a:70000|not within 1 to 65535",
                "a:b|is no port",
                "a:1:2|is no port",
                "::1|is no host",
                "a,,b|is no host",
                "a b:1|is no host",
                "[::1:2181|not a pair",
                "a/x/|the chroot /x/ is no path",
                "a/x//y|the chroot /x//y is no path"
            })
    void aWrongConnectStringIsRefusedInWords(String text, String problem) {
        assertThatThrownBy(() -> ClientSettings.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageEndingWith("expected host:port,host:port/chroot");
    }

    @Test
    void aConnectStringIsReadAsItIsWritten() {
        ConnectString read = ConnectString.parse("a,b:2182,[::1]:2183/x/y");

        assertThat(read.hosts()).containsExactly(new Host("a", 2181), new Host("b", 2182), new Host("::1", 2183));
        assertThat(read.chroot()).isEqualTo("/x/y");
        assertThat(read).hasToString("a:2181,b:2182,[::1]:2183/x/y");
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> CreateOptions.EPHEMERAL.with(List.of())).hasMessageContaining("empty ACL");
        assertThatThrownBy(() -> CreateOptions.PERSISTENT.withTtl(Duration.ZERO))
                .hasMessageContaining("TTL above zero");
        assertThatThrownBy(() -> new DeleteOptions(3, true, false, false)).hasMessageContaining("no version");
        assertThatThrownBy(() -> ClientSettings.of("a").withSessionTimeout(Duration.ZERO))
                .hasMessageContaining("the session time-out is PT0S");
        assertThatThrownBy(() -> ClientSettings.of("a").withOutstanding(0, ClientSettings.Overflow.WAIT))
                .hasMessageContaining("outstandingMax is 0");
        assertThatThrownBy(() -> Transaction.EMPTY.plus(
                        new Transaction.Part.Create("/a", null, CreateOptions.PERSISTENT.withProtection())))
                .hasMessageContaining("neither create parents nor be protected");
    }
}
