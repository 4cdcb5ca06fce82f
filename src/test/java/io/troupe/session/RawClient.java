package io.troupe.session;

import io.troupe.model.Request;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.Handshake;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A socket and the client's side of the protocol, for tests that want to send what a client library would not. */
final class RawClient implements AutoCloseable {
    final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(address, 20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    ConnectResponse connect(long sessionId, int timeoutMillis) throws IOException {
        ByteWriter frame = new ByteWriter();
        Handshake.writeRequest(new ConnectRequest(0, 0, timeoutMillis, sessionId, new byte[16], false, true), frame);
        send(frame.toByteArray());
        return Handshake.readResponse(frame());
    }

    /** In one write. */
    void ask(int firstXid, Request... requests) throws IOException {
        ByteWriter frames = new ByteWriter();
        for (int i = 0; i < requests.length; i++) {
            RequestEncoder.frame(firstXid + i, requests[i], frames);
        }
        send(frames.toByteArray());
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] frame() throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return frame;
    }

    ReplyHeader reply() throws IOException {
        return ReplyDecoder.header(new ByteReader(frame()));
    }

    /** Everything until the server closes. */
    String text() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether the server has nothing more to say and closes, by a reset or not. */
    boolean closes() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
