package io.troupe.client;

import io.troupe.model.Acl;
import io.troupe.model.Stat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The operations as stages. None blocks, none throws: what goes wrong, wrong arguments too, is in the stage, as a
 * {@link ClientException}. Each ends within the client's deadline. Safe for use by many threads.
 */
public interface Znodes {
    <R> CompletionStage<R> perform(Operation<R> operation);

    /** @return the path, with its number where the mode is sequential */
    default CompletionStage<String> create(String path, byte @Nullable [] data, CreateOptions options) {
        return perform(new Operation.Create(path, data, options)).thenApply(Operation.CreatedZnode::path);
    }

    default CompletionStage<Operation.ZnodeData> read(String path) {
        return read(path, ReadOptions.LOCAL);
    }

    default CompletionStage<Operation.ZnodeData> read(String path, ReadOptions options) {
        return perform(new Operation.Read(path, options));
    }

    /** @param version the one that is replaced; -1 for any */
    default CompletionStage<Stat> write(String path, byte @Nullable [] data, int version) {
        return perform(new Operation.Write(path, data, version));
    }

    default CompletionStage<Done> delete(String path, DeleteOptions options) {
        return perform(new Operation.Delete(path, options));
    }

    /** Empty where there is no such znode. */
    default CompletionStage<Optional<Stat>> exists(String path) {
        return exists(path, ReadOptions.LOCAL);
    }

    default CompletionStage<Optional<Stat>> exists(String path, ReadOptions options) {
        return perform(new Operation.Exists(path, options));
    }

    default CompletionStage<Operation.ZnodeChildren> children(String path) {
        return children(path, ReadOptions.LOCAL);
    }

    default CompletionStage<Operation.ZnodeChildren> children(String path, ReadOptions options) {
        return perform(new Operation.Children(path, options));
    }

    /** All or nothing; a failure is an {@link OperationFailed} that holds the result of each operation. */
    default CompletionStage<List<OperationResult>> commit(Transaction transaction) {
        return perform(new Operation.Transact(transaction));
    }

    default CompletionStage<Done> sync(String path) {
        return perform(new Operation.Sync(path));
    }

    default CompletionStage<Operation.ZnodeAcl> readAcl(String path) {
        return perform(new Operation.ReadAcl(path));
    }

    /** @param aclVersion the one that is replaced; -1 for any */
    default CompletionStage<Stat> writeAcl(String path, List<Acl> acl, int aclVersion) {
        return perform(new Operation.WriteAcl(path, acl, aclVersion));
    }

    default CompletionStage<Done> authenticate(String scheme, byte[] credential) {
        return perform(new Operation.Authenticate(scheme, credential));
    }
}
