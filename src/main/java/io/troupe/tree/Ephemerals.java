package io.troupe.tree;

import io.troupe.model.CreateMode;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which znodes of one subtree are ephemeral, by the session that they end with. */
final class Ephemerals {
    private final Map<Long, Set<String>> pathsByOwner = new HashMap<>();
    private int count;

    /** Whether {@code request} asks for an ephemeral anywhere in it. */
    static boolean mayBeMadeBy(Request.Write request) {
        if (request instanceof Request.Multi multi) {
            for (Request.MultiOp operation : multi.operations()) {
                if (operation instanceof Request.Create create && isEphemeral(create)) {
                    return true;
                }
            }
            return false;
        }
        return request instanceof Request.Create create && isEphemeral(create);
    }

    private static boolean isEphemeral(Request.Create create) {
        return CreateMode.of(create.flags()).map(CreateMode::ephemeral).orElse(false);
    }

    void add(long owner, String path) {
        if (pathsByOwner.computeIfAbsent(owner, any -> new LinkedHashSet<>()).add(path)) {
            count++;
        }
    }

    void remove(long owner, String path) {
        Set<String> paths = pathsByOwner.get(owner);
        if (paths != null && paths.remove(path)) {
            count--;
            if (paths.isEmpty()) {
                pathsByOwner.remove(owner);
            }
        }
    }

    /** A copy, in no order that matters. */
    List<String> of(long owner) {
        Set<String> paths = pathsByOwner.get(owner);
        return paths == null ? List.of() : new ArrayList<>(paths);
    }

    int count() {
        return count;
    }
}
