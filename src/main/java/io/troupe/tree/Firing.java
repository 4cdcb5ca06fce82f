package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gathers what one entry tells those who watched, in order. */
final class Firing {
    private final long zxid;
    private List<Fired> fired = List.of();

    Firing(long zxid) {
        this.zxid = zxid;
    }

    /** Who may not read what {@code acl} is of hears nothing, and the watch is spent all the same (CVE-2024-23944). */
    void tell(Set<Watcher> watchers, WatchEvent.Type type, String path, List<Acl> acl) {
        if (watchers.isEmpty()) {
            return;
        }
        if (fired.isEmpty()) {
            fired = new ArrayList<>(watchers.size());
        }
        WatchEvent event = new WatchEvent(type, path, zxid);
        for (Watcher watcher : watchers) {
            if (Access.permits(acl, Acl.READ, watcher.identities())) {
                fired.add(new Fired(watcher.attachment(), event));
            }
        }
    }

    List<Fired> fired() {
        return fired;
    }
}
