package io.troupe.simulation;

import io.troupe.zab.Effect;
import io.troupe.zab.Input;
import io.troupe.zab.Now;
import java.util.List;

/** What election, leader and follower have in common. */
interface Core {
    List<Effect> step(Input input, Now now);
}
