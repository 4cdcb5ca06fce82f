package io.troupe.bench;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
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
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A session that waits for each answer: for what is prepared and looked at, and for what is measured by single calls.
 */
final class PlainSession implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BATCH = 100;
    private static final int ANSWER_MILLIS = 20_000;

    private final SocketChannel channel;
    private final DataInputStream in;
    private final String peer;
    private final ByteWriter out = new ByteWriter();
    private final ConnectResponse granted;
    private int xid;
    private long zxid;

    /** What a request was answered with; {@code body} is {@link Reply.Empty} where {@code error} is not OK. */
    record Answer(ErrorCode error, Reply body) {}

    private PlainSession(SocketChannel channel, String peer, ConnectRequest request) throws IOException {
        this.channel = channel;
        this.peer = peer;
        Socket socket = channel.socket();
        socket.setSoTimeout(ANSWER_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        Handshake.writeRequest(request, out);
        flush();
        granted = Handshake.readResponse(frame());
        zxid = request.lastZxidSeen();
        if (granted.isExpired()) {
            throw new IOException("the session is refused");
        }
    }

    /** @throws BenchError where nobody answers there */
    static PlainSession open(InetSocketAddress address, int timeoutMillis) {
        try {
            return begin(address, timeoutMillis);
        } catch (IOException e) {
            throw new BenchError(
                    "no session at " + text(address) + ": " + e.getMessage() + "; does an ensemble serve there?");
        }
    }

    /** As {@link #open}, for who expects peers to be away. */
    static PlainSession begin(InetSocketAddress address, int timeoutMillis) throws IOException {
        return connect(
                address,
                new ConnectRequest(0, 0, timeoutMillis, 0, new byte[ConnectResponse.SECRET_BYTES], false, true));
    }

    /** The same session at another peer, or at the same one again. */
    PlainSession resumeAt(InetSocketAddress address) throws IOException {
        return connect(
                address,
                new ConnectRequest(
                        0, zxid, granted.timeoutMillis(), granted.sessionId(), granted.secret(), false, true));
    }

    private static PlainSession connect(InetSocketAddress address, ConnectRequest request) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, CONNECT_MILLIS);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new PlainSession(channel, text(address), request);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    String peer() {
        return peer;
    }

    /** The connection itself, with a session on it that nothing was asked of yet. This object is done with. */
    SocketChannel handOver() {
        if (xid != 0) {
            throw new IllegalStateException("xids of this session are used up to " + xid);
        }
        return channel;
    }

    /** @throws IOException where the connection breaks or nothing is answered for long */
    Answer ask(Request request) throws IOException {
        send(request);
        flush();
        return receive(request.opCode());
    }

    /**
     * As {@link #ask}.
     *
     * @throws BenchError where the answer is an error
     */
    Reply demand(Request request) throws IOException {
        Answer answer = ask(request);
        if (answer.error() != ErrorCode.OK) {
            throw new BenchError(peer + " answered " + request.getClass().getSimpleName() + " with " + answer.error());
        }
        return answer.body();
    }

    /** Asks many things without waiting in between, and tells the error of each. */
    List<ErrorCode> askAll(List<? extends Request> requests) throws IOException {
        List<ErrorCode> errors = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += BATCH) {
            List<? extends Request> batch = requests.subList(from, Math.min(from + BATCH, requests.size()));
            batch.forEach(this::send);
            flush();
            for (Request request : batch) {
                errors.add(receive(request.opCode()).error());
            }
        }
        return errors;
    }

    private void send(Request request) {
        RequestEncoder.frame(++xid, request, out);
    }

    private void flush() throws IOException {
        channel.socket().getOutputStream().write(out.takeByteArray());
    }

    private Answer receive(int opCode) throws IOException {
        while (true) {
            ByteReader frame = new ByteReader(frame());
            ReplyHeader header = ReplyDecoder.header(frame);
            zxid = Math.max(zxid, header.zxid());
            if (header.xid() != Xid.EVENT && header.xid() != Xid.PING) {
                return header.error() == ErrorCode.OK
                        ? new Answer(ErrorCode.OK, ReplyDecoder.body(opCode, frame))
                        : new Answer(header.error(), Reply.Empty.EMPTY);
            }
        }
    }

    private byte[] frame() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    /** Ends the session, and the connection with it, of which nothing is kept: thousands a second may end so. */
    void end() throws IOException {
        ask(new Request.CloseSession());
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() {
        try {
            end();
        } catch (IOException broken) {
            // The peer forgets the session by itself.
            abandon();
        }
    }

    /** Drops the connection; the session lives on at the ensemble until it expires. */
    void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BenchError("a socket cannot be closed: " + e);
        }
    }
}
