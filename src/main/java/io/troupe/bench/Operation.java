package io.troupe.bench;

import io.troupe.model.Request;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ReplyHeader;
import io.troupe.wire.RequestEncoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent at once and counted as one: a request, or several that only make sense together. Its bytes are encoded
 * once; to send it is to copy them and to put the xids in.
 */
final class Operation {
    /** The length of a reply that may be any. */
    static final int ANY_LENGTH = -1;

    /** Of a Stat. */
    static final int STAT_BYTES = 68;

    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int NO_XID = 0;

    private final String name;
    private final byte[] bytes;
    private final int[] xidOffsets;
    private final int[] replyBytes;
    private @Nullable FollowUp followUp;

    /** One request and the length of its reply's body. */
    record Part(Request request, int replyBodyBytes) {}

    private Operation(String name, byte[] bytes, int[] xidOffsets, int[] replyBytes) {
        this.name = name;
        this.bytes = bytes;
        this.xidOffsets = xidOffsets;
        this.replyBytes = replyBytes;
    }

    static Operation of(String name, Part... parts) {
        return of(name, List.of(parts));
    }

    static Operation of(String name, List<Part> parts) {
        ByteWriter out = new ByteWriter();
        int[] xidOffsets = new int[parts.size()];
        int[] replyBytes = new int[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            xidOffsets[i] = out.size() + LENGTH_BYTES;
            RequestEncoder.frame(NO_XID, parts.get(i).request(), out);
            int body = parts.get(i).replyBodyBytes();
            replyBytes[i] = body == ANY_LENGTH ? ANY_LENGTH : ReplyHeader.BYTES + body;
        }
        return new Operation(name, out.takeByteArray(), xidOffsets, replyBytes);
    }

    /** Sends {@code next} when this has been answered, before anything else. */
    Operation followedBy(FollowUp next) {
        followUp = next;
        return this;
    }

    String name() {
        return name;
    }

    int bytes() {
        return bytes.length;
    }

    int requests() {
        return xidOffsets.length;
    }

    /** What the reply to one of its requests must measure, header included, or {@link #ANY_LENGTH}. */
    int replyBytes(int request) {
        return replyBytes[request];
    }

    @Nullable
    FollowUp followUp() {
        return followUp;
    }

    /** Appends it, its first request with {@code firstXid}. */
    void put(ByteBuffer out, int firstXid) {
        int start = out.position();
        out.put(bytes);
        for (int i = 0; i < xidOffsets.length; i++) {
            out.putInt(start + xidOffsets[i], firstXid + i);
        }
    }

    /** What must be sent next and can be known only from a reply: the path that a sequential create was given. */
    static final class FollowUp {
        private final Operation operation;
        private final int pathOffset;
        private final int pathBytes;

        /** @param operation whose single request begins with a path of {@code pathBytes} bytes */
        FollowUp(Operation operation, int pathBytes) {
            this.operation = operation;
            this.pathOffset = operation.xidOffsets[0] + 2 * Integer.BYTES + LENGTH_BYTES;
            this.pathBytes = pathBytes;
        }

        /** @param bodyOffset where the body of the create's reply begins, which is the path behind its length */
        Operation after(ByteBuffer in, int bodyOffset) {
            if (in.getInt(bodyOffset) != pathBytes) {
                throw new BenchError(operation.name + ": a path of " + in.getInt(bodyOffset) + " bytes was answered, "
                        + pathBytes + " were expected");
            }
            in.get(bodyOffset + LENGTH_BYTES, operation.bytes, pathOffset, pathBytes);
            return operation;
        }
    }
}
