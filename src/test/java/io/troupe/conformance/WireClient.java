package io.troupe.conformance;

import io.troupe.model.Request;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.Handshake;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.Xid;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A socket and the bytes of the client protocol, for what no client library would send or tell. */
public final class WireClient implements AutoCloseable {
    static final int PATIENCE_MILLIS = 30_000;

    /** One frame that came in; {@code body} stands behind the header. */
    record Answer(ReplyHeader header, ByteReader body) {}

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    /** @param to as {@code host:port} */
    public WireClient(String to) throws IOException {
        int colon = to.lastIndexOf(':');
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(
                new InetSocketAddress(to.substring(0, colon), Integer.parseInt(to.substring(colon + 1))),
                PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
    }

    /** One that has a session already. */
    static WireClient withSession(String address) throws IOException {
        WireClient client = new WireClient(address);
        if (client.connect(30_000).isExpired()) {
            throw new IOException(address + " gave no session");
        }
        return client;
    }

    /** Asks for a new session. */
    public ConnectResponse connect(int timeoutMillis) throws IOException {
        return connect(new ConnectRequest(0, 0, timeoutMillis, 0, new byte[16], false, true));
    }

    public ConnectResponse connect(ConnectRequest request) throws IOException {
        ByteWriter frame = new ByteWriter();
        Handshake.writeRequest(request, frame);
        send(frame.toByteArray());
        return Handshake.readResponse(frame());
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void send(ByteWriter bytes) throws IOException {
        send(bytes.toByteArray());
    }

    void ask(int xid, Request request) throws IOException {
        ByteWriter frame = new ByteWriter();
        RequestEncoder.frame(xid, request, frame);
        send(frame);
    }

    /** Appends a request whose record the caller made, right or wrong. */
    static void frame(int xid, int opCode, byte[] record, ByteWriter to) {
        int start = to.beginFrame();
        to.writeInt(xid);
        to.writeInt(opCode);
        to.writeRaw(record);
        to.endFrame(start);
    }

    byte[] frame() throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return frame;
    }

    /** The next frame, event or reply. */
    Answer answer() throws IOException {
        ByteReader frame = new ByteReader(frame());
        return new Answer(ReplyDecoder.header(frame), frame);
    }

    /** The next frame that is no event. */
    ReplyHeader reply() throws IOException {
        Answer answer = answer();
        while (answer.header().xid() == Xid.EVENT) {
            answer = answer();
        }
        return answer.header();
    }

    /** Sends no more, and may still read. */
    void sayNoMore() throws IOException {
        socket.shutdownOutput();
    }

    /** Everything until the server closes. */
    String text() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether the server says nothing more and closes, by a reset or not, within that time. */
    boolean closesWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    public boolean closes() throws IOException {
        return closesWithin(PATIENCE_MILLIS);
    }

    /** The answer to a four-letter word. */
    public static String word(String to, String word) throws IOException {
        try (WireClient client = new WireClient(to)) {
            client.send(word.getBytes(StandardCharsets.US_ASCII));
            return client.text();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
