package io.troupe.wire;

import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;

/** A watch event on the wire: a reply that nobody asked for, with the zxid of what fired the watch (ZOOKEEPER-4655). */
public final class EventFrame {
    /** The state of a connected client; events about znodes have no other. */
    private static final int SYNC_CONNECTED = 3;

    private static final WatchEvent.Type[] TYPES = WatchEvent.Type.values();

    private EventFrame() {}

    /** Appends the whole frame, length first. */
    public static void write(WatchEvent event, ByteWriter out) {
        int start = out.beginFrame();
        ReplyHeader.write(Xid.EVENT, event.zxid(), ErrorCode.OK, out);
        out.writeInt(event.type().code());
        out.writeInt(SYNC_CONNECTED);
        out.writeString(event.path());
        out.endFrame(start);
    }

    /** Reads what follows {@code header}, whose xid is {@link Xid#EVENT}. @throws MalformedFrame */
    public static WatchEvent readBody(ReplyHeader header, ByteReader in) {
        WatchEvent.Type type = typeOf(in.readInt("event type"));
        in.readInt("event state");
        return new WatchEvent(type, in.readRequiredString("path"), header.zxid());
    }

    private static WatchEvent.Type typeOf(int code) {
        for (WatchEvent.Type type : TYPES) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new MalformedFrame("no event has the type " + code);
    }
}
