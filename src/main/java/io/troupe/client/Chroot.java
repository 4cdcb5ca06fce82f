package io.troupe.client;

import io.troupe.model.ZnodePath;

/** The znode that a client sees as its root. */
final class Chroot {
    private final String path;

    Chroot(String path) {
        this.path = path;
    }

    /** As the server knows it. */
    String outer(String inner) {
        if (path.equals(ZnodePath.ROOT)) {
            return inner;
        }
        return inner.equals(ZnodePath.ROOT) ? path : path + inner;
    }

    /** As the program knows it. A path outside is the server's mistake and stays as it is. */
    String inner(String outer) {
        if (path.equals(ZnodePath.ROOT) || !outer.startsWith(path)) {
            return outer;
        }
        String rest = outer.substring(path.length());
        return rest.isEmpty() ? ZnodePath.ROOT : rest.startsWith("/") ? rest : outer;
    }
}
