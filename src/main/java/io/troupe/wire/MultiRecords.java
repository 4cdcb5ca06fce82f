package io.troupe.wire;

import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;

/** A multi: each operation behind a header {type, done = false, -1}, and a last header that is done. */
final class MultiRecords {
    private static final int NO_ERROR_YET = -1;

    private MultiRecords() {}

    static Request.Multi read(ByteReader in) {
        List<Request.MultiOp> operations = new ArrayList<>();
        while (true) {
            int opCode = in.readInt("type in multi");
            boolean done = in.readBoolean("end of multi");
            in.readInt("error in multi");
            if (done) {
                return new Request.Multi(operations);
            }
            operations.add(readOperation(opCode, in));
        }
    }

    static void write(Request.Multi multi, ByteWriter out) {
        for (Request.MultiOp operation : multi.operations()) {
            writeHeader(operation.opCode(), false, NO_ERROR_YET, out);
            writeOperation(operation, out);
        }
        writeEnd(out);
    }

    /** Stands before each operation and each result. */
    static void writeHeader(int opCode, boolean done, int error, ByteWriter out) {
        out.writeInt(opCode);
        out.writeBoolean(done);
        out.writeInt(error);
    }

    static void writeEnd(ByteWriter out) {
        writeHeader(OpCode.ERROR, true, NO_ERROR_YET, out);
    }

    private static Request.MultiOp readOperation(int opCode, ByteReader in) {
        return switch (opCode) {
            case OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL ->
                WriteRecords.readCreate(opCode, in);
            case OpCode.DELETE -> WriteRecords.readDelete(in);
            case OpCode.SET_DATA -> WriteRecords.readSetData(in);
            case OpCode.CHECK -> new Request.Check(in.readRequiredString("path"), in.readInt("version"));
            default -> throw new MalformedFrame("operation " + opCode + " before " + in.position() + " in a multi");
        };
    }

    private static void writeOperation(Request.MultiOp operation, ByteWriter out) {
        if (operation instanceof Request.Write write) {
            WriteRecords.write(write, out);
        } else {
            Request.Check check = (Request.Check) operation;
            out.writeString(check.path());
            out.writeInt(check.version());
        }
    }
}
