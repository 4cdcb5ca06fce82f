package io.troupe.tree;

import io.troupe.model.Identity;
import java.util.List;

/** A connection that has watches here. Its identities are those of the last watch that it set: they only ever grow. */
final class Watcher {
    private final long attachment;
    private List<Identity> identities = List.of();

    Watcher(long attachment) {
        this.attachment = attachment;
    }

    long attachment() {
        return attachment;
    }

    List<Identity> identities() {
        return identities;
    }

    void identifiedAs(List<Identity> newIdentities) {
        identities = newIdentities;
    }

    /** Not the identity hash, which differs from run to run. */
    @Override
    public int hashCode() {
        return Long.hashCode(attachment);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
