package io.troupe.client;

import io.troupe.model.Acl;
import io.troupe.model.Stat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of an ensemble, as a value: the one vocabulary of all three faces. Paths are below the client's
 * chroot. {@code R} is what it yields.
 */
public sealed interface Operation<R> {
    /** Of the znode concerned; empty where there is none. */
    String path();

    /** As errors call it. */
    String name();

    /** Yields the path at which the znode was made, and its Stat where the server tells it. */
    record Create(String path, byte @Nullable [] data, CreateOptions options) implements Operation<CreatedZnode> {
        @Override
        public String name() {
            return "create";
        }
    }

    record CreatedZnode(String path, Stat stat) {}

    record Read(String path, ReadOptions options) implements Operation<ZnodeData> {
        @Override
        public String name() {
            return "read";
        }
    }

    /** {@code data} may be null, which is not the same as empty. */
    record ZnodeData(byte @Nullable [] data, Stat stat) {}

    /** {@code version} -1 matches any. */
    record Write(String path, byte @Nullable [] data, int version) implements Operation<Stat> {
        @Override
        public String name() {
            return "write";
        }
    }

    record Delete(String path, DeleteOptions options) implements Operation<Done> {
        @Override
        public String name() {
            return "delete";
        }
    }

    /** A watch is set for a missing znode, too. */
    record Exists(String path, ReadOptions options) implements Operation<Optional<Stat>> {
        @Override
        public String name() {
            return "exists";
        }
    }

    record Children(String path, ReadOptions options) implements Operation<ZnodeChildren> {
        @Override
        public String name() {
            return "children";
        }
    }

    /** Names, in no order, and the parent's Stat. */
    record ZnodeChildren(List<String> names, Stat stat) {
        public ZnodeChildren {
            names = List.copyOf(names);
        }
    }

    /** All or nothing. */
    record Transact(Transaction transaction) implements Operation<List<OperationResult>> {
        @Override
        public String path() {
            return transaction.paths();
        }

        @Override
        public String name() {
            return "transaction";
        }
    }

    /** Afterwards this client sees at least what had been acknowledged to anyone when it was asked. */
    record Sync(String path) implements Operation<Done> {
        @Override
        public String name() {
            return "sync";
        }
    }

    record ReadAcl(String path) implements Operation<ZnodeAcl> {
        @Override
        public String name() {
            return "read ACL";
        }
    }

    record ZnodeAcl(List<Acl> acl, Stat stat) {
        public ZnodeAcl {
            acl = List.copyOf(acl);
        }
    }

    /** {@code aclVersion} -1 matches any. */
    record WriteAcl(String path, List<Acl> acl, int aclVersion) implements Operation<Stat> {
        public WriteAcl {
            acl = List.copyOf(acl);
        }

        @Override
        public String name() {
            return "write ACL";
        }
    }

    /** Who this client is, on this connection and all that follow. Refused, it closes the client. */
    record Authenticate(String scheme, byte[] credential) implements Operation<Done> {
        @Override
        public String path() {
            return "as " + scheme;
        }

        @Override
        public String name() {
            return "authenticate";
        }
    }
}
