package io.troupe.tree;

import io.troupe.model.Request;

/** The one path that a read asks for. */
final class ReadPath {

    private ReadPath() {}

    /** @throws IllegalArgumentException for a setWatches, which has many */
    static String of(Request.Read read) {
        if (read instanceof Request.GetData getData) {
            return getData.path();
        }
        if (read instanceof Request.Exists exists) {
            return exists.path();
        }
        if (read instanceof Request.GetChildren getChildren) {
            return getChildren.path();
        }
        if (read instanceof Request.GetAcl getAcl) {
            return getAcl.path();
        }
        if (read instanceof Request.CheckWatches checkWatches) {
            return checkWatches.path();
        }
        if (read instanceof Request.RemoveWatches removeWatches) {
            return removeWatches.path();
        }
        throw new IllegalArgumentException("has not one path: " + read);
    }
}
