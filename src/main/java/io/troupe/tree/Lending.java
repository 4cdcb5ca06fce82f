package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subtrees that were lent for spanning entries, at their own index; null where one was not. With them the crown.
 */
public record Lending(
        Routes routes, Subtree crown, @Nullable Subtree[] lent) implements Forest {

    /** @throws IllegalStateException where {@code path} belongs to a subtree that was not lent */
    @Override
    public Subtree holding(String path) {
        int place = routes.placeOf(path);
        Subtree subtree = place == Routes.CROWN ? crown : lent[place];
        if (subtree == null) {
            throw new IllegalStateException("subtree " + place + " was not lent, but has " + path);
        }
        return subtree;
    }

    @Override
    public List<Subtree> subtrees() {
        List<Subtree> all = new ArrayList<>(lent.length + 1);
        all.add(crown);
        for (Subtree subtree : lent) {
            if (subtree != null) {
                all.add(subtree);
            }
        }
        return all;
    }
}
