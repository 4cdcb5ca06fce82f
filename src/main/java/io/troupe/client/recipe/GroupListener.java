package io.troupe.client.recipe;

import java.util.SortedMap;

/** Is told of all members, by id, whenever that is other than before. Called where the client calls back, in order. */
@FunctionalInterface
public interface GroupListener {
    void changed(SortedMap<String, Member> members);
}
