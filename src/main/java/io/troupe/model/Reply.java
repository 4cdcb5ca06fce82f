package io.troupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of an answer without error. Byte arrays and lists are never changed once here. */
public sealed interface Reply {

    /** Nothing but the header: delete, setWatches, auth, closeSession, removeWatches, checkWatches. */
    enum Empty implements Reply {
        EMPTY
    }

    /** Of create and sync, which echoes what it was sent: {@code path} may be null then. */
    record OfPath(@Nullable String path) implements Reply {}

    /** Of create2, createContainer and createTTL. */
    record OfPathAndStat(String path, Stat stat) implements Reply {}

    /** Of exists, setData and setACL. */
    record OfStat(Stat stat) implements Reply {}

    /** Of getData; {@code data} may be null. */
    record OfData(byte @Nullable [] data, Stat stat) implements Reply {}

    /** Of getACL; {@code acl} is null for the null vector, which no server of ours sends. */
    record OfAcl(@Nullable List<Acl> acl, Stat stat) implements Reply {}

    record OfChildren(List<String> names) implements Reply {}

    record OfChildrenAndStat(List<String> names, Stat stat) implements Reply {}

    /** One result an operation, in order. A failed multi has an error in each, {@code OK} before the failing one. */
    record OfMulti(List<MultiResult> results) implements Reply {}

    /** {@code opCode} is the type that stands in the result's header; {@code body} is null where {@code failed}. */
    record MultiResult(
            int opCode,
            boolean failed,
            ErrorCode error,
            @Nullable Reply body) {
        public static MultiResult ok(int opCode, Reply body) {
            return new MultiResult(opCode, false, ErrorCode.OK, body);
        }

        public static MultiResult failed(ErrorCode error) {
            return new MultiResult(OpCode.ERROR, true, error, null);
        }
    }
}
