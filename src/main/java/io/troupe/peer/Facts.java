package io.troupe.peer;

/**
 * What an operator is told of a replica. {@code zxid} is the last entry applied; {@code connections} are attachments
 * here.
 */
public record Facts(
        long zxid, long nodes, long watches, long ephemerals, long dataBytes, int sessions, int connections) {}
