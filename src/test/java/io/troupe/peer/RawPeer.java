package io.troupe.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The other end of a peer connection, by hand: says what a test wants it to say, right or wrong. */
final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    record Frame(byte kind, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        Hello hello() {
            return Hello.decode(ByteBuffer.wrap(payload));
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static RawPeer dial(int port) {
        try {
            return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawPeer say(Hello hello) {
        return send(LinkFrame.HELLO, hello.encode());
    }

    RawPeer send(byte kind, byte[] payload) {
        return send(frame(kind, payload));
    }

    static byte[] frame(byte kind, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(LinkFrame.HEADER_BYTES + payload.length);
        return frame.putInt(1 + payload.length).put(kind).put(payload).array();
    }

    RawPeer send(byte[] bytes) {
        try {
            out.write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same where the other side may have hung up already. */
    void trySend(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException hungUp) {
            // What the test is about.
        }
    }

    Frame read() {
        try {
            byte[] body = new byte[in.readInt()];
            in.readFully(body);
            return new Frame(body[0], java.util.Arrays.copyOfRange(body, 1, body.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on to the first frame of this kind. */
    Frame await(byte kind) {
        Frame frame = read();
        while (frame.kind() != kind) {
            frame = read();
        }
        return frame;
    }

    /** Reads until the other side has closed the connection. */
    void awaitEnd() {
        byte[] scrap = new byte[64 * 1024];
        try {
            while (in.read(scrap) >= 0) {
                // Until the end.
            }
        } catch (java.net.SocketTimeoutException stillOpen) {
            throw new UncheckedIOException("the connection is still open", stillOpen);
        } catch (IOException reset) {
            // An end, too.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
