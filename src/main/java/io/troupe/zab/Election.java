package io.troupe.zab;

import java.util.List;

/** Published shape; the body follows. */
public final class Election {
    public Election(ZabSettings settings) {}

    public List<Effect> step(Input input, Now now) {
        return List.of();
    }
}
