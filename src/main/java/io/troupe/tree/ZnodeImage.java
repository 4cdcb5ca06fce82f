package io.troupe.tree;

import io.troupe.model.Acl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that makes a znode what it was at one time, but for the names of its children, which are nodes themselves.
 *
 * @param bound the session of an ephemeral, the milliseconds of a TTL
 * @param data not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares images
public record ZnodeImage(
        String path,
        byte @Nullable [] data,
        List<Acl> acl,
        Lifetime lifetime,
        long bound,
        long czxid,
        long ctime,
        long mzxid,
        long mtime,
        long pzxid,
        int version,
        int aversion,
        int creates) {}
