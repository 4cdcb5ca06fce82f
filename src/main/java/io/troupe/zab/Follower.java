package io.troupe.zab;

import java.util.List;

/** Published shape; the body follows. */
public final class Follower {
    public Follower(ZabSettings settings, int leader, long attempt) {}

    public List<Effect> step(Input input, Now now) {
        return List.of();
    }
}
