package io.troupe.simulation;

import io.troupe.model.Request;
import java.util.stream.Collectors;

/** Requests as a line of the trace shows them. */
final class Texts {
    private Texts() {}

    static String of(Request request) {
        if (request instanceof Request.Create create) {
            return "create(" + create.path() + ", " + ExpectedTree.text(create.data()) + ", " + create.flags() + ")";
        }
        if (request instanceof Request.SetData set) {
            return "setData(" + set.path() + ", " + ExpectedTree.text(set.data()) + ", " + set.version() + ")";
        }
        if (request instanceof Request.Multi multi) {
            return multi.operations().stream().map(Texts::of).collect(Collectors.joining("; ", "multi(", ")"));
        }
        return String.valueOf(request);
    }
}
