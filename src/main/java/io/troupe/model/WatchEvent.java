package io.troupe.model;

import java.util.Objects;

/**
 * What a watch tells its client, once. {@code zxid} is that of the entry that fired it (ZOOKEEPER-4655), or -1 for an
 * event that answers setWatches.
 */
public record WatchEvent(Type type, String path, long zxid) {
    public WatchEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(path, "path");
    }

    /** What happened to the znode, with its number on the wire. */
    public enum Type {
        NODE_CREATED(1),
        NODE_DELETED(2),
        NODE_DATA_CHANGED(3),
        NODE_CHILDREN_CHANGED(4);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
