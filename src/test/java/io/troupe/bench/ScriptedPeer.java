package io.troupe.bench;

import io.troupe.wire.ByteReader;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.Handshake;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Says to one client what a test wants it to hear, in pieces of the size that the test wants. */
final class ScriptedPeer implements AutoCloseable {
    private final ServerSocket listener;
    private final Thread thread;
    private final Answers answers;
    private final int pieceBytes;
    private final List<Integer> xids = new ArrayList<>();

    /** Appends what is answered to a request, frames and all. */
    interface Answers {
        void to(int xid, int opCode, ByteWriter out);
    }

    ScriptedPeer(int pieceBytes, Answers answers) throws IOException {
        this.pieceBytes = pieceBytes;
        this.answers = answers;
        this.listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.thread = new Thread(this::serve, "scripted-peer");
        thread.start();
    }

    static void reply(int xid, int error, int bodyBytes, ByteWriter out) {
        int start = out.beginFrame();
        out.writeInt(xid);
        out.writeLong(7);
        out.writeInt(error);
        out.writeRaw(new byte[bodyBytes]);
        out.endFrame(start);
    }

    GivenEnsemble ensemble() {
        return new GivenEnsemble(
                "scripted",
                List.of(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort())),
                List.of());
    }

    synchronized List<Integer> xids() {
        return List.copyOf(xids);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setTcpNoDelay(true);
                talk(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException closed) {
                // By the client, or by the end of the test; either is fine.
            }
        }
    }

    private void talk(DataInputStream in, OutputStream out) throws IOException {
        ByteWriter written = new ByteWriter();
        byte[] first = frame(in);
        Handshake.writeResponse(
                ConnectResponse.accepted(Handshake.readRequest(first), 10_000, 1, new byte[16]), written);
        out.write(written.takeByteArray());
        while (true) {
            ByteReader request = new ByteReader(frame(in));
            int xid = request.readInt("xid");
            synchronized (this) {
                xids.add(xid);
            }
            answers.to(xid, request.readInt("type"), written);
            byte[] bytes = written.takeByteArray();
            for (int at = 0; at < bytes.length; at += pieceBytes) {
                out.write(bytes, at, Math.min(pieceBytes, bytes.length - at));
            }
        }
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > 1 << 20) {
            throw new EOFException("a four-letter word");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
