package io.troupe.zab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was committed, by the first peer that applied it. Everybody else must agree, for ever. */
final class CommittedHistory {
    private final List<Batch> batches = new ArrayList<>();
    private final Map<Long, Integer> leaders = new HashMap<>();
    private final Set<String> submitted = new HashSet<>();

    void onSubmitted(String text) {
        submitted.add(text);
    }

    /** A peer applies {@code batch} as its entry number {@code index}. */
    void onApplied(int peer, int index, Batch batch) {
        if (index < batches.size()) {
            if (!batches.get(index).equals(batch)) {
                throw new AssertionError("total order: peer " + peer + " applied " + batch + " as number " + index
                        + ", others " + batches.get(index));
            }
            return;
        }
        if (!submitted.containsAll(Batches.textsOf(batch))) {
            throw new AssertionError("integrity: peer " + peer + " applied what nobody submitted, " + batch);
        }
        if (!batches.isEmpty() && batches.get(batches.size() - 1).lastZxid() >= batch.firstZxid()) {
            throw new AssertionError("global primary order: " + batch + " after " + batches.get(batches.size() - 1));
        }
        batches.add(batch);
    }

    /** A leader was established. */
    void onEstablished(int peer, long epoch) {
        Integer other = leaders.putIfAbsent(epoch, peer);
        if (other != null && other != peer) {
            throw new AssertionError("epoch " + epoch + " has two leaders, " + other + " and " + peer);
        }
    }

    int size() {
        return batches.size();
    }

    long lastZxid() {
        return batches.isEmpty() ? 0 : batches.get(batches.size() - 1).lastZxid();
    }
}
