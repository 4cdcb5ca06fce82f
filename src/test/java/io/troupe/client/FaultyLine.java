package io.troupe.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line between a client and one server that a test can cut, and make as silent as a cable that was pulled. */
public final class FaultyLine implements AutoCloseable {
    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean refusing;
    private volatile boolean silent;
    private volatile boolean closed;

    public FaultyLine(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        server = new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    public String connectString() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Ends all connections; new ones are welcome unless {@link #refuse}. */
    public void cut() {
        sockets.forEach(FaultyLine::close);
        sockets.clear();
    }

    /** From now on connections are accepted and closed at once. */
    public void refuse(boolean refuses) {
        refusing = refuses;
    }

    /** What the server says is dropped from now on; what is said to it still arrives, unless {@code both}. */
    public void silence(boolean isSilent) {
        silent = isSilent;
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private synchronized void run(Runnable body) {
        Thread thread = new Thread(body, "faulty-line");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listening.accept();
                if (refusing) {
                    close(client);
                    continue;
                }
                Socket behind = new Socket();
                behind.connect(server, 2_000);
                behind.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(behind);
                run(() -> pump(client, behind, false));
                run(() -> pump(behind, client, true));
            } catch (IOException serverIsDown) {
                // The client's socket was accepted and nobody is behind it: a cut line.
                cut();
            }
        }
    }

    private void pump(Socket from, Socket to, boolean canBeSilenced) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!(canBeSilenced && silent)) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException ended) {
            // One side is gone; so is the other.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
