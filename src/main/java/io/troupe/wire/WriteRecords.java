package io.troupe.wire;

import io.troupe.model.OpCode;
import io.troupe.model.Request;

/** The records of all that goes through the quorum, both ways. */
final class WriteRecords {
    /** Stands for the TTL where none is sent. */
    private static final long NO_TTL = -1;

    private WriteRecords() {}

    static boolean contain(int opCode) {
        return switch (opCode) {
            case OpCode.CREATE,
                    OpCode.CREATE2,
                    OpCode.CREATE_CONTAINER,
                    OpCode.CREATE_TTL,
                    OpCode.DELETE,
                    OpCode.SET_DATA,
                    OpCode.SET_ACL,
                    OpCode.MULTI -> true;
            default -> false;
        };
    }

    static Request.Write read(int opCode, ByteReader in) {
        return switch (opCode) {
            case OpCode.DELETE -> readDelete(in);
            case OpCode.SET_DATA -> readSetData(in);
            case OpCode.SET_ACL -> readSetAcl(in);
            case OpCode.MULTI -> MultiRecords.read(in);
            default -> readCreate(opCode, in);
        };
    }

    static void write(Request.Write request, ByteWriter out) {
        switch (request.opCode()) {
            case OpCode.DELETE -> writeDelete((Request.Delete) request, out);
            case OpCode.SET_DATA -> writeSetData((Request.SetData) request, out);
            case OpCode.SET_ACL -> writeSetAcl((Request.SetAcl) request, out);
            case OpCode.MULTI -> MultiRecords.write((Request.Multi) request, out);
            default -> writeCreate((Request.Create) request, out);
        }
    }

    static Request.Create readCreate(int opCode, ByteReader in) {
        return new Request.Create(
                opCode,
                in.readRequiredString("path"),
                in.readBuffer("data"),
                AclRecords.read(in),
                in.readInt("flags"),
                opCode == OpCode.CREATE_TTL ? in.readLong("ttl") : NO_TTL);
    }

    static void writeCreate(Request.Create create, ByteWriter out) {
        out.writeString(create.path());
        out.writeBuffer(create.data());
        AclRecords.write(create.acl(), out);
        out.writeInt(create.flags());
        if (create.opCode() == OpCode.CREATE_TTL) {
            out.writeLong(create.ttlMillis());
        }
    }

    static Request.Delete readDelete(ByteReader in) {
        return new Request.Delete(in.readRequiredString("path"), in.readInt("version"));
    }

    static void writeDelete(Request.Delete delete, ByteWriter out) {
        out.writeString(delete.path());
        out.writeInt(delete.version());
    }

    static Request.SetData readSetData(ByteReader in) {
        return new Request.SetData(in.readRequiredString("path"), in.readBuffer("data"), in.readInt("version"));
    }

    static void writeSetData(Request.SetData setData, ByteWriter out) {
        out.writeString(setData.path());
        out.writeBuffer(setData.data());
        out.writeInt(setData.version());
    }

    private static Request.SetAcl readSetAcl(ByteReader in) {
        return new Request.SetAcl(in.readRequiredString("path"), AclRecords.read(in), in.readInt("version"));
    }

    private static void writeSetAcl(Request.SetAcl setAcl, ByteWriter out) {
        out.writeString(setAcl.path());
        AclRecords.write(setAcl.acl(), out);
        out.writeInt(setAcl.aclVersion());
    }
}
