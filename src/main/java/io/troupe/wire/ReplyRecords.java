package io.troupe.wire;

import io.troupe.model.OpCode;
import io.troupe.model.Reply;

/** The records of answers, both ways. */
final class ReplyRecords {

    private ReplyRecords() {}

    /** What answers {@code opCode}, which the bytes themselves do not tell. */
    static Reply read(int opCode, ByteReader in) {
        return switch (opCode) {
            case OpCode.CREATE -> new Reply.OfPath(in.readRequiredString("path"));
            case OpCode.SYNC -> new Reply.OfPath(in.readString("path"));
            case OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL ->
                new Reply.OfPathAndStat(in.readRequiredString("path"), StatRecord.read(in));
            case OpCode.EXISTS, OpCode.SET_DATA, OpCode.SET_ACL -> new Reply.OfStat(StatRecord.read(in));
            case OpCode.GET_DATA -> new Reply.OfData(in.readBuffer("data"), StatRecord.read(in));
            case OpCode.GET_ACL -> new Reply.OfAcl(AclRecords.read(in), StatRecord.read(in));
            case OpCode.GET_CHILDREN -> new Reply.OfChildren(StringVector.read(in, "children"));
            case OpCode.GET_CHILDREN2 ->
                new Reply.OfChildrenAndStat(StringVector.read(in, "children"), StatRecord.read(in));
            case OpCode.MULTI -> MultiResults.read(in);
            default -> Reply.Empty.EMPTY;
        };
    }

    static void write(Reply reply, ByteWriter out) {
        if (reply instanceof Reply.OfData ofData) {
            out.writeBuffer(ofData.data());
            StatRecord.write(ofData.stat(), out);
        } else if (reply instanceof Reply.OfStat ofStat) {
            StatRecord.write(ofStat.stat(), out);
        } else if (reply instanceof Reply.OfPath ofPath) {
            out.writeString(ofPath.path());
        } else if (reply instanceof Reply.OfPathAndStat ofPathAndStat) {
            out.writeString(ofPathAndStat.path());
            StatRecord.write(ofPathAndStat.stat(), out);
        } else if (reply instanceof Reply.OfChildren ofChildren) {
            StringVector.write(ofChildren.names(), out);
        } else if (reply instanceof Reply.OfChildrenAndStat ofChildrenAndStat) {
            StringVector.write(ofChildrenAndStat.names(), out);
            StatRecord.write(ofChildrenAndStat.stat(), out);
        } else if (reply instanceof Reply.OfAcl ofAcl) {
            AclRecords.write(ofAcl.acl(), out);
            StatRecord.write(ofAcl.stat(), out);
        } else if (reply instanceof Reply.OfMulti ofMulti) {
            MultiResults.write(ofMulti, out);
        }
    }

    /** Room for the usual reply of its kind, so that it is written without growing. */
    static int bytesAbout(Reply reply) {
        if (reply instanceof Reply.OfData ofData) {
            byte[] data = ofData.data();
            return Integer.BYTES + (data == null ? 0 : data.length) + StatRecord.BYTES;
        }
        return reply instanceof Reply.OfStat ? StatRecord.BYTES : 256;
    }
}
