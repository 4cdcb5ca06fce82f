package io.troupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks, decoded. Paths are as the client sent them and not yet validated: whether a path is one is an
 * outcome (BadArguments), decided where the request is applied. Byte arrays belong to the record once it is made and
 * are never changed. {@code data} may be null, which is not the same as empty.
 */
public sealed interface Request {

    /** The number of the operation as the client sent it. */
    int opCode();

    /** Goes through the quorum and gets a zxid. */
    sealed interface Write extends Request {}

    /** What may stand in a multi. */
    sealed interface MultiOp extends Request {
        String path();
    }

    /** Is answered by the replica of the peer that the client is connected to. */
    sealed interface Read extends Request {}

    /**
     * {@code opCode} is one of create, create2, createContainer and createTTL; it decides whether a Stat is answered.
     * {@code flags} as sent: {@link CreateMode#of} may not know them. {@code ttlMillis} is -1 where none was sent. A
     * null {@code acl} stands for the null vector.
     */
    record Create(
            int opCode,
            String path,
            byte @Nullable [] data,
            @Nullable List<Acl> acl,
            int flags,
            long ttlMillis) implements Write, MultiOp {}

    /** A {@code version} of -1 matches any; so in {@link SetData} and {@link Check}. */
    record Delete(String path, int version) implements Write, MultiOp {
        @Override
        public int opCode() {
            return OpCode.DELETE;
        }
    }

    record SetData(String path, byte @Nullable [] data, int version) implements Write, MultiOp {
        @Override
        public int opCode() {
            return OpCode.SET_DATA;
        }
    }

    /** {@code aclVersion} is compared with the node's {@code aversion}. */
    record SetAcl(String path, @Nullable List<Acl> acl, int aclVersion) implements Write {
        @Override
        public int opCode() {
            return OpCode.SET_ACL;
        }
    }

    record Check(String path, int version) implements MultiOp {
        @Override
        public int opCode() {
            return OpCode.CHECK;
        }
    }

    record Multi(List<MultiOp> operations) implements Write {
        public Multi {
            operations = List.copyOf(operations);
        }

        @Override
        public int opCode() {
            return OpCode.MULTI;
        }
    }

    /** Travels as an entry of its own kind, since it ends what it is part of. */
    record CloseSession() implements Request {
        @Override
        public int opCode() {
            return OpCode.CLOSE_SESSION;
        }
    }

    record Exists(String path, boolean watch) implements Read {
        @Override
        public int opCode() {
            return OpCode.EXISTS;
        }
    }

    record GetData(String path, boolean watch) implements Read {
        @Override
        public int opCode() {
            return OpCode.GET_DATA;
        }
    }

    record GetAcl(String path) implements Read {
        @Override
        public int opCode() {
            return OpCode.GET_ACL;
        }
    }

    /** {@code opCode} is getChildren or getChildren2; the latter is answered with the Stat too. */
    record GetChildren(int opCode, String path, boolean watch) implements Read {}

    /** {@code kind} as sent: {@link WatchKind} may not know it. */
    record CheckWatches(String path, int kind) implements Read {
        @Override
        public int opCode() {
            return OpCode.CHECK_WATCHES;
        }
    }

    record RemoveWatches(String path, int kind) implements Read {
        @Override
        public int opCode() {
            return OpCode.REMOVE_WATCHES;
        }
    }

    /** The watches that a client had when its last connection broke, having seen all up to {@code relativeZxid}. */
    record SetWatches(long relativeZxid, List<String> data, List<String> exists, List<String> children)
            implements Read {
        public SetWatches {
            data = List.copyOf(data);
            exists = List.copyOf(exists);
            children = List.copyOf(children);
        }

        @Override
        public int opCode() {
            return OpCode.SET_WATCHES;
        }
    }

    /** The path has no effect and is echoed, even null. */
    record Sync(@Nullable String path) implements Request {
        @Override
        public int opCode() {
            return OpCode.SYNC;
        }
    }

    record Ping() implements Request {
        @Override
        public int opCode() {
            return OpCode.PING;
        }
    }

    record Auth(String scheme, byte[] credential) implements Request {
        @Override
        public int opCode() {
            return OpCode.AUTH;
        }
    }
}
