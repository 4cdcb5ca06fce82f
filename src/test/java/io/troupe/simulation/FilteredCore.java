package io.troupe.simulation;

import io.troupe.zab.Effect;
import io.troupe.zab.Input;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import java.util.ArrayList;
import java.util.List;

/** A core of which a mutation sees, and may change, what goes in and what comes out. */
abstract class FilteredCore implements Core {
    private final Core core;

    FilteredCore(Core core) {
        this.core = core;
    }

    @Override
    public List<Effect> step(Input input, Now now) {
        return pass(input, now);
    }

    /** The core itself takes a step. */
    final List<Effect> pass(Input input, Now now) {
        return core.step(input, now);
    }

    /** The steps of two inputs, one after the other. */
    final List<Effect> passBoth(Input first, Input second, Now now) {
        List<Effect> effects = new ArrayList<>(step(first, now));
        effects.addAll(pass(second, now));
        return effects;
    }

    static Message messageOf(Input input) {
        return input instanceof Input.Received received ? received.message() : null;
    }
}
