package io.troupe.session;

import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.Handshake;
import io.troupe.wire.RequestEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What one bad client sends, from a seed: noise, lies about lengths and counts, other protocols, half a truth. */
final class Garbage {
    private static final int[] OPERATIONS = {
        OpCode.CREATE,
        OpCode.DELETE,
        OpCode.EXISTS,
        OpCode.GET_DATA,
        OpCode.SET_DATA,
        OpCode.SET_ACL,
        OpCode.MULTI,
        OpCode.SYNC,
        OpCode.SET_WATCHES,
        OpCode.AUTH,
        OpCode.CREATE_TTL,
        OpCode.REMOVE_WATCHES,
        -10,
        20,
        102,
        999
    };

    private static final List<String> STRANGERS = List.of(
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc",
            "SSH-2.0-x\r\n",
            "ruo",
            "srvrsrvr");

    private final Random random;

    Garbage(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        ByteWriter out = new ByteWriter();
        switch (random.nextInt(6)) {
            case 0 -> out.writeRaw(noise(random.nextInt(300)));
            case 1 -> out.writeRaw(stranger().getBytes(StandardCharsets.ISO_8859_1));
            case 2 -> out.writeInt(random.nextBoolean() ? -random.nextInt() : Integer.MAX_VALUE - random.nextInt(100));
            case 3 -> frame(noise(random.nextInt(100)), out);
            default -> session(out);
        }
        return out.toByteArray();
    }

    private String stranger() {
        return STRANGERS.get(random.nextInt(STRANGERS.size()));
    }

    /** A good greeting, and then it goes wrong sooner or later. */
    private void session(ByteWriter out) {
        Handshake.writeRequest(new ConnectRequest(0, 0, random.nextInt(), 0, new byte[16], false, true), out);
        int frames = random.nextInt(20);
        for (int i = 0; i < frames; i++) {
            switch (random.nextInt(4)) {
                case 0 -> RequestEncoder.frame(i, new Request.GetData("/a", false), out);
                case 1 -> frame(operation(noise(random.nextInt(60))), out);
                case 2 -> frame(operation(liesAboutLengths()), out);
                default -> bent(i, out);
            }
        }
        if (random.nextInt(3) == 0) {
            out.writeInt(random.nextInt(1 << 20));
            out.writeRaw(noise(10));
        }
    }

    /** A well-formed request with one bit turned. */
    private void bent(int xid, ByteWriter out) {
        ByteWriter good = new ByteWriter();
        RequestEncoder.frame(xid, new Request.SetData("/a/\u00e4/b", new byte[20], -1), good);
        byte[] bytes = good.toByteArray();
        bytes[Integer.BYTES + random.nextInt(bytes.length - Integer.BYTES)] ^= (byte) (1 << random.nextInt(8));
        out.writeRaw(bytes);
    }

    private byte[] operation(byte[] record) {
        ByteWriter out = new ByteWriter();
        out.writeInt(random.nextInt(1000));
        out.writeInt(OPERATIONS[random.nextInt(OPERATIONS.length)]);
        out.writeRaw(record);
        return out.toByteArray();
    }

    private byte[] liesAboutLengths() {
        ByteWriter out = new ByteWriter();
        out.writeString("/a");
        out.writeInt(random.nextBoolean() ? Integer.MAX_VALUE : -random.nextInt(10));
        out.writeInt(random.nextInt());
        return out.toByteArray();
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private static void frame(byte[] body, ByteWriter out) {
        out.writeInt(body.length);
        out.writeRaw(body);
    }
}
