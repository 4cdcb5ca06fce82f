package io.troupe.tree;

import io.troupe.model.Identity;
import io.troupe.model.Request;
import java.util.List;

/** What waits for its turn in a partition. Turns come in one order, and every reply shows the state of its turn. */
sealed interface Item permits Item.Committed, Item.Written, Item.Reading, Item.Forgetting, Item.Scanning, SyncPoint {

    /** An entry of the history. {@code endsBatch}: logs can be read on, and cut, right behind it. */
    record Committed(Entry entry, long zxid, long stampMillis, boolean endsBatch) implements Item {}

    /** Holds the place of a write until its entry is applied: what its attachment asked after it comes after it. */
    record Written(long sequence) implements Item {}

    record Reading(Attachment asker, Request.Read read, List<Identity> identities) implements Item {}

    /** The attachment is no more; its watches, which are at {@code watched}, go too. */
    record Forgetting(long attachment, Places watched) implements Item {}

    /** To look for what can be collected. */
    record Scanning(long nowMillis, long neverUsedMillis, int max) implements Item {}
}
