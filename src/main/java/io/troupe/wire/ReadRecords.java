package io.troupe.wire;

import io.troupe.model.OpCode;
import io.troupe.model.Request;

/** The records of all that the connected peer's replica answers, both ways. */
final class ReadRecords {
    /** ZooKeeper knows the kinds 1 to 5, two of which are of persistent watches, and takes no other for a record. */
    private static final int KIND_MAX = 5;

    private ReadRecords() {}

    static boolean contain(int opCode) {
        return switch (opCode) {
            case OpCode.EXISTS,
                    OpCode.GET_DATA,
                    OpCode.GET_ACL,
                    OpCode.GET_CHILDREN,
                    OpCode.GET_CHILDREN2,
                    OpCode.CHECK_WATCHES,
                    OpCode.REMOVE_WATCHES,
                    OpCode.SET_WATCHES -> true;
            default -> false;
        };
    }

    static Request.Read read(int opCode, ByteReader in) {
        if (opCode == OpCode.SET_WATCHES) {
            return readSetWatches(in);
        }
        String path = in.readRequiredString("path");
        return switch (opCode) {
            case OpCode.EXISTS -> new Request.Exists(path, in.readBoolean("watch"));
            case OpCode.GET_DATA -> new Request.GetData(path, in.readBoolean("watch"));
            case OpCode.GET_ACL -> new Request.GetAcl(path);
            case OpCode.CHECK_WATCHES -> new Request.CheckWatches(path, readKind(in));
            case OpCode.REMOVE_WATCHES -> new Request.RemoveWatches(path, readKind(in));
            default -> new Request.GetChildren(opCode, path, in.readBoolean("watch"));
        };
    }

    static void write(Request.Read request, ByteWriter out) {
        if (request instanceof Request.GetData getData) {
            writeWatchable(getData.path(), getData.watch(), out);
        } else if (request instanceof Request.Exists exists) {
            writeWatchable(exists.path(), exists.watch(), out);
        } else if (request instanceof Request.GetChildren getChildren) {
            writeWatchable(getChildren.path(), getChildren.watch(), out);
        } else if (request instanceof Request.GetAcl getAcl) {
            out.writeString(getAcl.path());
        } else if (request instanceof Request.CheckWatches check) {
            writeKind(check.path(), check.kind(), out);
        } else if (request instanceof Request.RemoveWatches remove) {
            writeKind(remove.path(), remove.kind(), out);
        } else {
            writeSetWatches((Request.SetWatches) request, out);
        }
    }

    private static void writeWatchable(String path, boolean watch, ByteWriter out) {
        out.writeString(path);
        out.writeBoolean(watch);
    }

    private static int readKind(ByteReader in) {
        int kind = in.readInt("kind of watch");
        if (kind < 1 || kind > KIND_MAX) {
            throw new MalformedFrame("kind of watch " + kind + " before " + in.position());
        }
        return kind;
    }

    private static void writeKind(String path, int kind, ByteWriter out) {
        out.writeString(path);
        out.writeInt(kind);
    }

    private static Request.SetWatches readSetWatches(ByteReader in) {
        return new Request.SetWatches(
                in.readLong("relative zxid"),
                StringVector.read(in, "data watches"),
                StringVector.read(in, "exist watches"),
                StringVector.read(in, "child watches"));
    }

    private static void writeSetWatches(Request.SetWatches watches, ByteWriter out) {
        out.writeLong(watches.relativeZxid());
        StringVector.write(watches.data(), out);
        StringVector.write(watches.exists(), out);
        StringVector.write(watches.children(), out);
    }
}
