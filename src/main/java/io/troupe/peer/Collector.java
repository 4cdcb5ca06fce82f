package io.troupe.peer;

import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.tree.PendingEntry;
import io.troupe.zab.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a leading peer found to be collected, handed out evenly so that clients do not notice. */
final class Collector {
    private final ArrayDeque<Entry.Collect> found = new ArrayDeque<>();
    private final int foundMax;
    private final int perBeat;

    Collector(ReplicaSettings settings) {
        foundMax = settings.collectionsMax();
        perBeat = (int) Math.max(1, foundMax * settings.touchMillis() / settings.collectMillis());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void add(List<Entry.Collect> candidates) {
        found.addAll(candidates.subList(0, Math.min(candidates.size(), foundMax - found.size())));
    }

    /** What goes to the role with this beat. */
    Optional<Submission> take() {
        List<PendingEntry> entries = new ArrayList<>();
        while (!found.isEmpty() && entries.size() < perBeat) {
            entries.add(found.poll());
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Submission(entries.size(), Parcel.encode(entries)));
    }

    void clear() {
        found.clear();
    }
}
