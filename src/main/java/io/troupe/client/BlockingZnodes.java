package io.troupe.client;

import io.troupe.model.Acl;
import io.troupe.model.Stat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations as plain calls: the caller's thread waits, at most for the client's deadline, and what goes wrong is
 * thrown as a {@link ClientException}. Not for actors, and not for a thread that the client calls back on if that is
 * the connection's own. Safe for use by many threads. An interrupt ends the waiting, not the operation: its outcome is
 * unknown.
 */
public interface BlockingZnodes {
    /** @throws InterruptedException where the thread is interrupted: a write may be done all the same */
    <R> R perform(Operation<R> operation) throws InterruptedException;

    /** @return the path, with its number where the mode is sequential */
    default String create(String path, byte @Nullable [] data, CreateOptions options) throws InterruptedException {
        return perform(new Operation.Create(path, data, options)).path();
    }

    default Operation.ZnodeData read(String path) throws InterruptedException {
        return read(path, ReadOptions.LOCAL);
    }

    default Operation.ZnodeData read(String path, ReadOptions options) throws InterruptedException {
        return perform(new Operation.Read(path, options));
    }

    default Stat write(String path, byte @Nullable [] data, int version) throws InterruptedException {
        return perform(new Operation.Write(path, data, version));
    }

    default void delete(String path, DeleteOptions options) throws InterruptedException {
        perform(new Operation.Delete(path, options));
    }

    default Optional<Stat> exists(String path) throws InterruptedException {
        return exists(path, ReadOptions.LOCAL);
    }

    default Optional<Stat> exists(String path, ReadOptions options) throws InterruptedException {
        return perform(new Operation.Exists(path, options));
    }

    default Operation.ZnodeChildren children(String path) throws InterruptedException {
        return children(path, ReadOptions.LOCAL);
    }

    default Operation.ZnodeChildren children(String path, ReadOptions options) throws InterruptedException {
        return perform(new Operation.Children(path, options));
    }

    default List<OperationResult> commit(Transaction transaction) throws InterruptedException {
        return perform(new Operation.Transact(transaction));
    }

    default void sync(String path) throws InterruptedException {
        perform(new Operation.Sync(path));
    }

    default Operation.ZnodeAcl readAcl(String path) throws InterruptedException {
        return perform(new Operation.ReadAcl(path));
    }

    default Stat writeAcl(String path, List<Acl> acl, int aclVersion) throws InterruptedException {
        return perform(new Operation.WriteAcl(path, acl, aclVersion));
    }

    default void authenticate(String scheme, byte[] credential) throws InterruptedException {
        perform(new Operation.Authenticate(scheme, credential));
    }
}
