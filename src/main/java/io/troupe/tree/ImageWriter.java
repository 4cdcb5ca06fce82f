package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.wire.ByteWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers images into one chunk of bytes, which can be read by itself. ACLs that repeat stand once a chunk. */
final class ImageWriter {
    static final int ZNODE = 1;
    static final int SESSION = 2;
    /** The kind of an image has the low byte, what is special about it the next. */
    static final int KIND_BITS = 8;

    private final ByteWriter bytes;
    private final int fullBytes;
    private final Map<List<Acl>, Integer> acls = new HashMap<>();

    /** Full with {@code fullBytes}, or with the image that first reaches it. */
    ImageWriter(int fullBytes) {
        this.fullBytes = fullBytes;
        bytes = new ByteWriter(fullBytes + fullBytes / 4);
    }

    Roll.Sink<ZnodeImage> znodes() {
        return new Sink<>() {
            @Override
            public void take(ZnodeImage image) {
                write(image);
            }
        };
    }

    Roll.Sink<SessionImage> sessions() {
        return new Sink<>() {
            @Override
            public void take(SessionImage image) {
                write(image);
            }
        };
    }

    private abstract class Sink<I> implements Roll.Sink<I> {
        @Override
        public boolean isFull() {
            return bytes.size() >= fullBytes;
        }
    }

    private void write(ZnodeImage image) {
        bytes.writeInt(ZNODE | image.lifetime().ordinal() << KIND_BITS);
        bytes.writeString(image.path());
        bytes.writeBuffer(image.data());
        write(image.acl());
        bytes.writeLong(image.bound());
        bytes.writeLong(image.czxid());
        bytes.writeLong(image.ctime());
        bytes.writeLong(image.mzxid());
        bytes.writeLong(image.mtime());
        bytes.writeLong(image.pzxid());
        bytes.writeInt(image.version());
        bytes.writeInt(image.aversion());
        bytes.writeInt(image.creates());
    }

    /** Its number in this chunk; behind a new number stands the list. */
    private void write(List<Acl> acl) {
        Integer known = acls.putIfAbsent(acl, acls.size());
        if (known != null) {
            bytes.writeInt(known);
            return;
        }
        bytes.writeInt(acls.size() - 1);
        bytes.writeInt(acl.size());
        for (Acl entry : acl) {
            bytes.writeInt(entry.permissions());
            bytes.writeString(entry.identity().scheme());
            bytes.writeString(entry.identity().id());
        }
    }

    private void write(SessionImage image) {
        bytes.writeInt(SESSION);
        bytes.writeLong(image.id());
        bytes.writeBuffer(image.secret());
        bytes.writeInt(image.timeoutMillis());
        bytes.writeLong(image.attachment());
        bytes.writeLong(image.lastSequence());
    }

    byte[] take() {
        acls.clear();
        return bytes.takeByteArray();
    }
}
