package io.troupe.tree;

import static java.util.Objects.requireNonNull;

import io.troupe.model.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/**
 * An operation may not be done, and nothing has changed yet. Being refused is everyday business, so these cost no stack
 * trace and there is one of each.
 */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Map<ErrorCode, Rejected> ALL = new EnumMap<>(ErrorCode.class);

    static {
        for (ErrorCode error : ErrorCode.values()) {
            ALL.put(error, new Rejected(error));
        }
    }

    private final ErrorCode error;

    private Rejected(ErrorCode error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    static Rejected with(ErrorCode error) {
        return requireNonNull(ALL.get(error));
    }

    ErrorCode error() {
        return error;
    }
}
