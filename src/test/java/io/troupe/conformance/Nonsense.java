package io.troupe.conformance;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.RequestEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What bad clients send, from a seed. All that could succeed is about znodes below {@link #ROOT}, so that what others
 * keep elsewhere must stay as it is.
 */
final class Nonsense {
    static final String ROOT = "/nonsense";

    private static final int OPERATIONS = 22;
    private static final byte[] HTTP = ascii("GET /commands/stats HTTP/1.1\r\nHost: zoo:2181\r\nAccept: */*\r\n\r\n");
    private static final byte[] HTTP2 = ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    private static final byte[] SSH = ascii("SSH-2.0-OpenSSH_9.2\r\n");
    private static final byte[] WORDS = ascii("ruokruokxxxx");
    /** How a TLS client begins: handshake, version, length, ClientHello. */
    private static final byte[] TLS_START = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private static final List<String> PATHS = List.of(
            ROOT,
            ROOT + "/a",
            ROOT + "/a/b",
            ROOT + "/\u00e4\u20ac",
            ROOT + "/a/../b",
            ROOT + "/./a",
            ROOT + "//a",
            ROOT + "/a/",
            ROOT + "/\u0000",
            ROOT + "/\u0001\u007f",
            ROOT + "/\ue000",
            ROOT + "/\ud83d\ude00",
            ROOT + "/" + "x".repeat(5_000),
            "nonsense",
            "",
            "/.",
            "//",
            "/zookeeper/nonsense/x",
            ROOT + "/a/b/c/d/e/f/g");

    private final Random random;

    Nonsense(long seed) {
        random = new Random(seed);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Bytes that are no conversation, whichever port they reach. */
    byte[] strange() {
        return switch (random.nextInt(8)) {
            case 0 -> HTTP;
            case 1 -> HTTP2;
            case 2 -> SSH;
            case 3 -> WORDS;
            case 4 -> tls();
            case 5 -> length(random.nextBoolean() ? -1 - random.nextInt(1 << 30) : (1 << 20) + random.nextInt(1 << 30));
            case 6 -> truncated();
            default -> noise(1 + random.nextInt(2_000));
        };
    }

    /** A frame of the size of a greeting or not, with anything in it; framed rightly. */
    byte[] greeting() {
        ByteWriter out = new ByteWriter();
        int start = out.beginFrame();
        if (random.nextBoolean()) {
            out.writeRaw(noise(random.nextInt(60)));
        } else {
            out.writeInt(random.nextInt());
            out.writeLong(random.nextBoolean() ? 0 : random.nextLong());
            out.writeInt(random.nextInt());
            out.writeLong(random.nextBoolean() ? 0 : random.nextLong());
            out.writeInt(random.nextBoolean() ? 16 : random.nextInt());
            out.writeRaw(noise(random.nextInt(40)));
        }
        out.endFrame(start);
        return out.toByteArray();
    }

    /** A whole frame with a header, which has to be answered: no ping, no event's xid. */
    byte[] request(int xid) {
        ByteWriter out = new ByteWriter();
        switch (random.nextInt(4)) {
            case 0 -> WireClient.frame(xid, operation(), noise(random.nextInt(100)), out);
            case 1 -> WireClient.frame(xid, operation(), lyingAboutLengths(), out);
            case 2 -> RequestEncoder.frame(xid, odd(), out);
            default -> {
                ByteWriter good = new ByteWriter();
                RequestEncoder.frame(xid, odd(), good);
                byte[] bent = good.toByteArray();
                if (bent.length > 12) {
                    bent[12 + random.nextInt(bent.length - 12)] ^= (byte) (1 << random.nextInt(8));
                }
                out.writeRaw(bent);
            }
        }
        return out.toByteArray();
    }

    /** A request that a decoder takes, with arguments that make more or less sense. */
    private Request odd() {
        return switch (random.nextInt(10)) {
            case 0 -> new Request.Delete(path(), version());
            case 1 -> new Request.Exists(path(), random.nextBoolean());
            case 2 -> new Request.GetData(path(), random.nextBoolean());
            case 3 -> new Request.SetAcl(path(), acl(), version());
            case 4 -> new Request.GetChildren(OpCode.GET_CHILDREN2, path(), random.nextBoolean());
            case 5 -> new Request.RemoveWatches(path(), random.nextInt(8) - 1);
            case 6 -> new Request.SetWatches(random.nextLong(), paths(), paths(), paths());
            case 7 -> new Request.Multi(operations());
            case 8 -> new Request.Sync(path());
            default -> write();
        };
    }

    private List<Request.MultiOp> operations() {
        List<Request.MultiOp> operations = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            operations.add(write());
        }
        return operations;
    }

    private Request.MultiOp write() {
        return switch (random.nextInt(4)) {
            case 0 -> new Request.SetData(path(), data(), version());
            case 1 -> new Request.Delete(path(), version());
            case 2 -> new Request.Check(path(), version());
            default -> create();
        };
    }

    private Request.Create create() {
        int opCode = switch (random.nextInt(4)) {
            case 0 -> OpCode.CREATE;
            case 1 -> OpCode.CREATE2;
            case 2 -> OpCode.CREATE_CONTAINER;
            default -> OpCode.CREATE_TTL;
        };
        long ttlMillis = random.nextBoolean() ? random.nextLong() : random.nextInt(100_000);
        return new Request.Create(opCode, path(), data(), acl(), random.nextInt(10) - 1, ttlMillis);
    }

    private List<Acl> acl() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> List.of();
            case 2 -> List.of(new Acl(random.nextInt(), new Identity("digest", "no colon")));
            case 3 -> List.of(new Acl(random.nextInt(), new Identity("ip", "300.1.1.1/99")));
            default -> Acl.OPEN;
        };
    }

    private byte[] data() {
        return random.nextInt(4) == 0 ? null : noise(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 50));
    }

    private int version() {
        return random.nextInt(3) == 0 ? random.nextInt() : -1;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            paths.add(path());
        }
        return paths;
    }

    private String path() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    /** Known or not; a ping would be answered out of turn. */
    private int operation() {
        int operation = random.nextInt(OPERATIONS);
        if (operation == OpCode.PING) {
            return OpCode.SET_WATCHES;
        }
        return random.nextInt(20) == 0 ? random.nextInt() | 1 << 20 : operation;
    }

    private byte[] lyingAboutLengths() {
        ByteWriter out = new ByteWriter();
        out.writeString(path());
        out.writeInt(random.nextBoolean() ? Integer.MAX_VALUE - random.nextInt(4) : -random.nextInt(10));
        out.writeInt(random.nextInt());
        out.writeRaw(noise(random.nextInt(30)));
        return out.toByteArray();
    }

    private byte[] truncated() {
        ByteWriter out = new ByteWriter();
        out.writeInt(100 + random.nextInt(100_000));
        out.writeRaw(noise(random.nextInt(100)));
        return out.toByteArray();
    }

    private byte[] tls() {
        byte[] hello = noise(517);
        System.arraycopy(TLS_START, 0, hello, 0, TLS_START.length);
        return hello;
    }

    private static byte[] length(int length) {
        ByteWriter out = new ByteWriter();
        out.writeInt(length);
        return out.toByteArray();
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
