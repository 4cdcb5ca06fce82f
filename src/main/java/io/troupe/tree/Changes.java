package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;

/** The changes that one entry has made so far. All of them stay or none. */
final class Changes {
    private final List<Change> made = new ArrayList<>(1);

    /** It is noted first, so that what is cut short is taken back too. */
    void make(Change change) {
        made.add(change);
        change.make();
    }

    void unmakeAll() {
        for (int i = made.size() - 1; i >= 0; i--) {
            made.get(i).unmake();
        }
        made.clear();
    }

    List<Fired> fire(long zxid) {
        Firing firing = new Firing(zxid);
        for (int i = 0; i < made.size(); i++) {
            made.get(i).fire(firing);
        }
        return firing.fired();
    }
}
