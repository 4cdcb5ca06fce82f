package io.troupe.tree;

import io.troupe.model.Identity;
import io.troupe.wire.ByteReader;
import io.troupe.wire.MalformedFrame;
import io.troupe.wire.RequestDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes one parcel. Believes no count and no length. */
final class ParcelReader {
    /** A list may be empty; an identity is two strings; an entry is at least a number, a string and a zxid. */
    private static final int LIST_BYTES_MIN = 4;

    private static final int IDENTITY_BYTES_MIN = 8;
    private static final int ENTRY_BYTES_MIN = 16;

    private final byte[] bytes;
    private ByteReader in;
    private final List<List<Identity>> identities = new ArrayList<>();

    private ParcelReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        in = new ByteReader(bytes, offset, length);
    }

    static ParcelReader of(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return new ParcelReader(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new ParcelReader(copy, 0, copy.length);
    }

    List<Entry> read() {
        try {
            readIdentities();
            int count = readCount(ENTRY_BYTES_MIN, "entries");
            List<Entry> entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(readEntry());
            }
            if (in.remaining() > 0) {
                throw new MalformedParcel(in.remaining() + " bytes follow the last entry");
            }
            return entries;
        } catch (MalformedFrame malformed) {
            throw new MalformedParcel(malformed);
        }
    }

    private int readCount(int elementBytesMin, String what) {
        int count = in.readCount(elementBytesMin, what);
        if (count < 0) {
            throw new MalformedParcel("there are no " + what);
        }
        return count;
    }

    private void readIdentities() {
        int lists = readCount(LIST_BYTES_MIN, "lists of identities");
        for (int i = 0; i < lists; i++) {
            int count = readCount(IDENTITY_BYTES_MIN, "identities");
            List<Identity> list = new ArrayList<>(count);
            for (int j = 0; j < count; j++) {
                list.add(new Identity(in.readRequiredString("scheme"), in.readRequiredString("id")));
            }
            identities.add(List.copyOf(list));
        }
    }

    private Entry readEntry() {
        int kind = in.readInt("kind of entry");
        return switch (kind) {
            case EntryKind.CLIENT_WRITE -> readClientWrite();
            case EntryKind.CLOSE_SESSION -> new Entry.CloseSession(readSession(), readAttachment(), readSequence());
            case EntryKind.CREATE_SESSION -> readCreateSession();
            case EntryKind.ATTACH_SESSION -> readAttachSession();
            case EntryKind.EXPIRE_SESSION -> new Entry.ExpireSession(readSession(), readAttachment());
            case EntryKind.COLLECT -> new Entry.Collect(in.readRequiredString("path"), in.readLong("czxid"));
            default -> throw new MalformedParcel("no entry has the kind " + kind);
        };
    }

    private Entry readClientWrite() {
        long session = readSession();
        long attachment = readAttachment();
        long sequence = readSequence();
        List<Identity> whose = readWhose();
        int opCode = in.readInt("operation");
        ByteBuffer body = readBody();
        try {
            return new Entry.ClientWrite(
                    session, attachment, sequence, whose, RequestDecoder.decodeWrite(opCode, body));
        } catch (MalformedFrame malformed) {
            return new Entry.Unreadable(session, attachment, sequence);
        }
    }

    /** A view, since decoding copies what it keeps. The rest is read by a reader of its own. */
    private ByteBuffer readBody() {
        int length = in.readInt("length of the body");
        if (length < 0 || length > in.remaining()) {
            throw new MalformedParcel("a body has the length " + length + " with " + in.remaining() + " bytes left");
        }
        ByteBuffer body = ByteBuffer.wrap(bytes, in.position(), length);
        in = new ByteReader(bytes, in.position() + length, in.remaining() - length);
        return body;
    }

    private List<Identity> readWhose() {
        int place = in.readInt("place of the identities");
        if (place < 0 || place >= identities.size()) {
            throw new MalformedParcel("the identities " + place + " are not among " + identities.size());
        }
        return identities.get(place);
    }

    private Entry readCreateSession() {
        long session = readSession();
        long attachment = readAttachment();
        return new Entry.CreateSession(session, readSecret(), readTimeoutMillis(), attachment);
    }

    private Entry readAttachSession() {
        long session = readSession();
        long attachment = readAttachment();
        return new Entry.AttachSession(
                session, readSecret(), readTimeoutMillis(), attachment, in.readLong("attachment replaced"));
    }

    private long readSession() {
        return in.readLong("session");
    }

    private long readAttachment() {
        return in.readLong("attachment");
    }

    private long readSequence() {
        return in.readLong("sequence");
    }

    private int readTimeoutMillis() {
        return in.readInt("timeout");
    }

    private byte[] readSecret() {
        byte[] secret = in.readBuffer("secret");
        if (secret == null) {
            throw new MalformedParcel("a session has no secret");
        }
        return secret;
    }
}
