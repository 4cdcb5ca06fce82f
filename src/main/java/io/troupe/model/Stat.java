package io.troupe.model;

/**
 * What a client sees of a znode beside its data, in the order of the wire. Times are milliseconds of the leader's wall
 * clock; {@code cversion} counts creates and deletes of children; {@code ephemeralOwner} is 0 for all but ephemerals,
 * also for containers and nodes with a TTL.
 */
public record Stat(
        long czxid,
        long mzxid,
        long ctime,
        long mtime,
        int version,
        int cversion,
        int aversion,
        long ephemeralOwner,
        int dataLength,
        int numChildren,
        long pzxid) {}
