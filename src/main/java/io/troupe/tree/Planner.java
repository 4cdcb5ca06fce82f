package io.troupe.tree;

import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.wire.ReplyEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rounds of what is on the agenda, turn by turn, as far as one round can go. */
final class Planner {
    /** So that the first of a round does not wait for too many others. */
    private static final int TURNS_MAX = 8192;

    private final Agenda agenda;
    private final Attachments attachments;
    private final Syncs syncs;
    private final Routes routes;
    private final SessionTable sessions;
    private final Admission admission;
    private final int subtrees;

    /** Of the last entry that had its turn. */
    private long zxid;

    /** Whether that entry ends a batch, or there was none. */
    private boolean behindBatch = true;

    private boolean cutIsWanted;

    Planner(
            Agenda agenda,
            Attachments attachments,
            Syncs syncs,
            Routes routes,
            SessionTable sessions,
            int subtrees,
            long zxid) {
        this.agenda = agenda;
        this.attachments = attachments;
        this.syncs = syncs;
        this.routes = routes;
        this.sessions = sessions;
        this.admission = new Admission(sessions, attachments, agenda);
        this.subtrees = subtrees;
        this.zxid = zxid;
    }

    long zxid() {
        return zxid;
    }

    /** The next round that ends a batch ends there. */
    void wantCut() {
        cutIsWanted = true;
    }

    /** Whether a log can be read on behind all that had its turn. */
    boolean behindBatch() {
        return behindBatch;
    }

    /** Rounds may end anywhere again. */
    void wasCut() {
        cutIsWanted = false;
    }

    /** Empty if it is nobody's turn. */
    Round next() {
        Round round = new Round(subtrees);
        while (round.size() < TURNS_MAX && (!cutIsWanted || !behindBatch || round.isEmpty())) {
            Item item = agenda.poll();
            if (item == null) {
                break;
            }
            if (!plan(item, round)) {
                agenda.putBack(item);
                break;
            }
        }
        return round;
    }

    /** Whether it fits this round. */
    private boolean plan(Item item, Round round) {
        if (item instanceof Item.Committed committed) {
            return plan(committed, round);
        }
        if (item instanceof Item.Reading reading) {
            return !reading.asker().isLive() || planInItsPlace(reading, round);
        }
        if (item instanceof SyncPoint sync) {
            return plan(sync, round);
        }
        if (item instanceof Item.Forgetting forgetting) {
            return planAll(forgetting.watched(), new Task.Forgetting(forgetting.attachment()), round);
        }
        if (item instanceof Item.Scanning scanning) {
            Task task = new Task.Scanning(scanning.nowMillis(), scanning.neverUsedMillis(), scanning.max());
            return planAll(Places.allOf(subtrees), task, round);
        }
        throw new IllegalStateException("has no turn of its own: " + item);
    }

    private boolean plan(Item.Committed committed, Round round) {
        Entry entry = committed.entry();
        Attachment asker = entry instanceof Entry.Numbered numbered ? attachments.find(numbered.attachment()) : null;
        if (asker != null && asker.holdsBefore(((Entry.Numbered) entry).sequence())) {
            agenda.putBack(committed);
            asker.releaseBeforeWrite(agenda.ready());
            return true;
        }
        Places places = routes.placesOf(entry, sessions);
        if (!round.fits(places)) {
            return false;
        }
        zxid = committed.zxid();
        behindBatch = committed.endsBatch();
        boolean heard = asker != null && asker.isLive();
        if (admission.admit(entry, places, round.open(zxid), round)) {
            round.give(places, new Task.Applying(entry, zxid, committed.stampMillis(), heard));
        }
        releaseSyncs();
        return true;
    }

    /** Those that waited for an entry which has had its turn by now. */
    void releaseSyncs() {
        for (SyncPoint sync = syncs.pollReached(zxid); sync != null; sync = syncs.pollReached(zxid)) {
            sync.asker().release(agenda.ready(), zxid);
        }
    }

    /** What its asker asked after it may have been answered by now, and waits for this only. */
    private boolean planInItsPlace(Item.Reading reading, Round round) {
        if (!plan(reading, round)) {
            return false;
        }
        if (agenda.polledFromLine() && reading.asker().leavesLine()) {
            reading.asker().release(agenda.ready(), zxid);
        }
        return true;
    }

    private boolean plan(Item.Reading reading, Round round) {
        if (reading.read() instanceof Request.SetWatches watches) {
            return !round.borrows() && planSplit(reading, watches, round);
        }
        int place = routes.placeOf(reading.read());
        Places places = place == Routes.CROWN ? Places.CROWN : Places.subtree(place);
        if (!round.fits(places)) {
            return false;
        }
        round.open(zxid).asked(reading.asker());
        give(reading, reading.read(), places, round);
        return true;
    }

    /** Each part sets its own and tells what was missed there; all of them share the turn. */
    private boolean planSplit(Item.Reading reading, Request.SetWatches watches, Round round) {
        round.open(zxid).asked(reading.asker());
        List<Request.@Nullable SetWatches> parts = routes.split(watches);
        for (int i = 0; i < parts.size(); i++) {
            Request.SetWatches part = parts.get(i);
            if (part != null) {
                give(reading, part, i < subtrees ? Places.subtree(i) : Places.CROWN, round);
            }
        }
        return true;
    }

    private static void give(Item.Reading reading, Request.Read read, Places places, Round round) {
        Attachment asker = reading.asker();
        asker.mayWatchAt(places);
        String path = read instanceof Request.SetWatches ? "" : ReadPath.of(read);
        round.give(places, new Task.Reading(path, read, asker.id(), reading.identities()));
    }

    private boolean plan(SyncPoint sync, Round round) {
        sync.pass();
        if (sync.asker().isLive()) {
            Slot slot = round.open(zxid);
            slot.asked(sync.asker());
            slot.add(Done.replying(ReplyEncoder.body(new Reply.OfPath(sync.path()))));
        }
        return true;
    }

    private boolean planAll(Places places, Task task, Round round) {
        if (round.borrows()) {
            return false;
        }
        round.open(zxid);
        for (int i = 0; i < subtrees; i++) {
            if (places.hasSubtree(i)) {
                round.give(Places.subtree(i), task);
            }
        }
        if (places.contains(Places.CROWN)) {
            round.give(Places.CROWN, task);
        }
        return true;
    }

    /** The attachment's watches, if it has any, go in their turn. */
    void forget(Attachment attachment) {
        admission.forget(attachment);
    }
}
