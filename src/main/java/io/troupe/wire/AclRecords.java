package io.troupe.wire;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access control lists, null where the vector is. */
final class AclRecords {
    /** Permissions and two empty strings. */
    private static final int ACL_BYTES_MIN = 3 * Integer.BYTES;

    private AclRecords() {}

    static @Nullable List<Acl> read(ByteReader in) {
        int count = in.readCount(ACL_BYTES_MIN, "acl");
        if (count == ByteReader.NULL) {
            return null;
        }
        List<Acl> acl = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int permissions = in.readInt("permissions");
            acl.add(new Acl(permissions, new Identity(readName(in, "scheme"), readName(in, "id"))));
        }
        return acl;
    }

    static void write(@Nullable List<Acl> acl, ByteWriter out) {
        if (acl == null) {
            out.writeInt(ByteReader.NULL);
            return;
        }
        out.writeInt(acl.size());
        for (Acl entry : acl) {
            out.writeInt(entry.permissions());
            out.writeString(entry.identity().scheme());
            out.writeString(entry.identity().id());
        }
    }

    /** Null becomes empty, which no scheme is and no scheme takes: the tree answers InvalidACL, as ZooKeeper does. */
    private static String readName(ByteReader in, String what) {
        String name = in.readString(what);
        return name == null ? "" : name;
    }
}
