package io.troupe.session;

import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.FrameCutter;
import io.troupe.wire.Handshake;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.RequestEncoder;
import io.troupe.wire.ServerSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A conversation with a client and a replica at its ends who do as the test says. */
final class Talk {
    static final byte[] SECRET = "sixteen letters.".getBytes(StandardCharsets.US_ASCII);
    static final long SESSION = 0x1_00000000_00000aL;

    final Outbox outbox = new Outbox();
    final Conversation conversation;
    int retries;
    long nowNanos;

    Talk(SessionLimits limits, CreditPool pool) {
        conversation = new Conversation(settings(limits), "10.0.0.7", pool, () -> retries++);
    }

    /** One that has a session already. */
    static Talk established() {
        return established(SessionLimits.USUAL, new CreditPool(SessionLimits.USUAL.poolBytes()));
    }

    static Talk established(SessionLimits limits, CreditPool pool) {
        Talk talk = new Talk(limits, pool);
        talk.greet(0, 0, true);
        talk.tell(new ClientEvent.Connected(SESSION, SECRET, 10_000, 5));
        talk.outbox.clear();
        return talk;
    }

    static SessionSettings settings(SessionLimits limits) {
        ServerSettings conf =
                new ServerSettings(2181, -1, "data", 0, "data", 0, 2000, 60, 4000, 40_000, -1, 1, Optional.empty());
        Optional<String> superDigest = Optional.of("boss:HmfhJIFKFBixIzUWoswupLD5Ih4="); // boss:secret
        return new SessionSettings(
                "127.0.0.1", 0, 60, 4_000, 40_000, superDigest, Set.of(), "3.9.5-troupe", conf, limits);
    }

    Turn greet(long sessionId, long lastZxidSeen, boolean sendsReadOnly) {
        ByteWriter frame = new ByteWriter();
        Handshake.writeRequest(
                new ConnectRequest(0, lastZxidSeen, 10_000, sessionId, SECRET, false, sendsReadOnly), frame);
        return conversation.received(List.of(withoutLength(frame)), nowNanos, outbox);
    }

    /** All in one reading of the socket, with the xids {@code firstXid} and on. */
    Turn send(int firstXid, Request... requests) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < requests.length; i++) {
            frames.add(frame(firstXid + i, requests[i]));
        }
        return raw(frames.toArray(new byte[0][]));
    }

    Turn raw(byte[]... frames) {
        return conversation.received(Arrays.asList(frames), nowNanos, outbox);
    }

    Turn tell(ClientEvent event) {
        return conversation.told(event, nowNanos, outbox);
    }

    Turn answer(Answer... answers) {
        return tell(new ClientEvent.Answers(Arrays.asList(answers)));
    }

    static Answer ok(long zxid) {
        return new Answer.Reply(zxid, ErrorCode.OK, new byte[0]);
    }

    static Answer error(long zxid, ErrorCode error) {
        return new Answer.Reply(zxid, error, null);
    }

    static Answer event(long zxid, String path) {
        return new Answer.Event(new WatchEvent(WatchEvent.Type.NODE_DATA_CHANGED, path, zxid));
    }

    static byte[] frame(int xid, Request request) {
        ByteWriter frame = new ByteWriter();
        RequestEncoder.frame(xid, request, frame);
        return withoutLength(frame);
    }

    static byte[] header(int xid, int opCode) {
        ByteWriter header = new ByteWriter();
        header.writeInt(xid);
        header.writeInt(opCode);
        return header.toByteArray();
    }

    /** What was sent since the last call, as {@code xid/zxid/error}. */
    List<String> sent() {
        List<String> lines = new ArrayList<>();
        for (byte[] frame : sentFrames()) {
            var header = ReplyDecoder.header(new ByteReader(frame));
            lines.add(header.xid() + "/" + header.zxid() + "/" + header.error());
        }
        return lines;
    }

    ConnectResponse sentGreeting() {
        return Handshake.readResponse(sentFrames().get(0));
    }

    private List<byte[]> sentFrames() {
        FrameCutter cutter = new FrameCutter(Integer.MAX_VALUE, false);
        ByteBuffer bytes = ByteBuffer.wrap(outbox.frames().toByteArray());
        outbox.clear();
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame = cutter.next(bytes); frame != null; frame = cutter.next(bytes)) {
            frames.add(frame);
        }
        return frames;
    }

    private static byte[] withoutLength(ByteWriter frame) {
        byte[] bytes = frame.toByteArray();
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }
}
