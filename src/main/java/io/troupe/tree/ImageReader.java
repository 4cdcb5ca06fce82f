package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import io.troupe.wire.ByteReader;
import io.troupe.wire.MalformedFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads chunks that an {@link ImageWriter} wrote. Lists of ACLs that are equal become one, over all chunks. */
public final class ImageReader {
    private static final Lifetime[] LIFETIMES = Lifetime.values();
    private static final int ACL_BYTES_MIN = 3 * Integer.BYTES;

    private final Map<List<Acl>, List<Acl>> known = new HashMap<>();

    /** What becomes of the images. */
    public interface Visitor {
        void znode(ZnodeImage image);

        void session(SessionImage image);
    }

    /** @throws MalformedFrame if this is no chunk */
    public void read(byte[] chunk, Visitor visitor) {
        ByteReader bytes = new ByteReader(chunk);
        List<List<Acl>> acls = new ArrayList<>();
        while (bytes.remaining() > 0) {
            int head = bytes.readInt("kind");
            int kind = head & (1 << ImageWriter.KIND_BITS) - 1;
            int special = head >>> ImageWriter.KIND_BITS;
            if (kind == ImageWriter.ZNODE && special < LIFETIMES.length) {
                visitor.znode(readZnode(bytes, LIFETIMES[special], acls));
            } else if (head == ImageWriter.SESSION) {
                visitor.session(readSession(bytes));
            } else {
                throw new MalformedFrame("no image is of kind " + head);
            }
        }
    }

    private ZnodeImage readZnode(ByteReader bytes, Lifetime lifetime, List<List<Acl>> acls) {
        return new ZnodeImage(
                bytes.readRequiredString("path"),
                bytes.readBuffer("data"),
                readAcl(bytes, acls),
                lifetime,
                bytes.readLong("bound"),
                bytes.readLong("czxid"),
                bytes.readLong("ctime"),
                bytes.readLong("mzxid"),
                bytes.readLong("mtime"),
                bytes.readLong("pzxid"),
                bytes.readInt("version"),
                bytes.readInt("aversion"),
                bytes.readInt("creates"));
    }

    private List<Acl> readAcl(ByteReader bytes, List<List<Acl>> acls) {
        int number = bytes.readInt("number of an ACL");
        if (number < 0 || number > acls.size()) {
            throw new MalformedFrame("ACL " + number + " of " + acls.size());
        }
        if (number == acls.size()) {
            int count = bytes.readCount(ACL_BYTES_MIN, "length of an ACL");
            List<Acl> acl = new ArrayList<>(Math.max(0, count));
            for (int i = 0; i < count; i++) {
                int permissions = bytes.readInt("permissions");
                String scheme = bytes.readRequiredString("scheme");
                acl.add(new Acl(permissions, new Identity(scheme, bytes.readRequiredString("id"))));
            }
            List<Acl> fixed = acl.equals(Acl.OPEN) ? Acl.OPEN : Collections.unmodifiableList(acl);
            acls.add(known.computeIfAbsent(fixed, same -> same));
        }
        return acls.get(number);
    }

    private static SessionImage readSession(ByteReader bytes) {
        long id = bytes.readLong("session");
        byte[] secret = bytes.readBuffer("secret");
        if (secret == null) {
            throw new MalformedFrame("a session without a secret");
        }
        return new SessionImage(
                id, secret, bytes.readInt("timeout"), bytes.readLong("attachment"), bytes.readLong("sequence"));
    }
}
