package io.troupe.zab;

import java.util.List;

/** Published shape; the body follows. */
public final class Leader {
    public Leader(ZabSettings settings, long freshEnsembleId) {}

    public List<Effect> step(Input input, Now now) {
        return List.of();
    }
}
