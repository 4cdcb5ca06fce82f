package io.troupe.client;

import io.troupe.model.ErrorCode;
import io.troupe.model.Stat;

/** What became of one operation of a transaction. */
public sealed interface OperationResult {
    /** A znode was created, at this path: a sequential one has its number in it. */
    record Created(String path, Stat stat) implements OperationResult {}

    record Deleted(String path) implements OperationResult {}

    record Written(String path, Stat stat) implements OperationResult {}

    /** The znode is there, with the version asked for. */
    record Checked(String path) implements OperationResult {}

    /** This operation is why nothing was done. */
    record Failed(String path, ErrorCode error) implements OperationResult {}

    /** This operation alone would have been done, or was not looked at, since another failed. */
    record NotDone(String path) implements OperationResult {}
}
