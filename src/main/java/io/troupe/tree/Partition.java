package io.troupe.tree;

import io.troupe.model.HashRing;
import io.troupe.model.Identity;
import io.troupe.model.Request;
import io.troupe.zab.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A replica's tree as a whole: it has the crown and the sessions, knows which subtree has what, and gives everything
 * that happens its turn. It works in rounds, one at a time: {@link #begin} says what each subtree is to do,
 * {@code finish} takes what they made of it. Where the subtrees are is its owner's affair: behind actors, or in the
 * same thread.
 */
public final class Partition {
    /** What a leader may stamp at most. */
    public static final int RULES_VERSION = History.RULES_VERSION;

    private final Subtree crown;
    private final SessionTable sessions;
    private final Attachments attachments = new Attachments();
    private final Agenda agenda = new Agenda();
    private final Syncs syncs = new Syncs();
    private final History history;
    private final Routes routes;
    private final Planner planner;
    private final Census[] censuses;
    private final PartitionCut cut = new PartitionCut(this);

    /** The round that is being worked off, or null. */
    private @Nullable Round running;

    private List<Done> ownDone = List.of();

    /** Of an empty tree. */
    public Partition(int subtrees) {
        this(Grown.fresh(subtrees));
    }

    /** Goes on with {@code grown}, whose subtrees are with whoever does the shares of the rounds. */
    public Partition(Grown grown) {
        int subtrees = grown.subtrees().size();
        crown = grown.crown();
        sessions = grown.sessions();
        history = new History(grown.head());
        routes = new Routes(new HashRing(names(subtrees)), subtrees);
        planner = new Planner(agenda, attachments, syncs, routes, sessions, subtrees, history.lastZxid());
        censuses = grown.subtrees().stream().map(Census::of).toArray(Census[]::new);
    }

    /** As many as the partition has, all empty. */
    public static List<Subtree> emptySubtrees(int subtrees) {
        List<Subtree> empty = new ArrayList<>(subtrees);
        for (int i = 0; i < subtrees; i++) {
            empty.add(Subtree.empty());
        }
        return empty;
    }

    static List<String> names(int subtrees) {
        List<String> names = new ArrayList<>(subtrees);
        for (int i = 0; i < subtrees; i++) {
            names.add("subtree-" + i);
        }
        return names;
    }

    /** What is committed next. @throws io.troupe.zab.InvariantViolation where it does not follow */
    public void commit(Batch batch) {
        history.take(batch, agenda);
    }

    /** A connection waits to become this attachment. */
    public void expect(long attachment) {
        attachments.add(attachment);
    }

    /** This is what the attachment asks next, and it is under way. */
    public void write(long attachment, long sequence) {
        Attachment asker = attachments.live(attachment);
        if (asker != null) {
            asker.park(new Item.Written(sequence));
        }
    }

    public void read(long attachment, Request.Read read, List<Identity> identities) {
        Attachment asker = attachments.live(attachment);
        if (asker != null) {
            Item reading = new Item.Reading(asker, read, identities);
            if (asker.isClear()) {
                asker.linesUp();
                agenda.add(reading);
            } else {
                asker.park(reading);
            }
        }
    }

    /** The ticket under which the sync is to be {@linkplain #syncAnswered answered}; none if nobody waits for it. */
    public Optional<Long> sync(long attachment, @Nullable String path) {
        Attachment asker = attachments.live(attachment);
        if (asker == null) {
            return Optional.empty();
        }
        SyncPoint sync = new SyncPoint(asker, path);
        asker.park(sync);
        return Optional.of(syncs.ask(sync));
    }

    /** Who was to answer the syncs is gone: new tickets for all that wait, in their order. */
    public List<Long> askSyncsAgain() {
        return syncs.askAgain();
    }

    /** It has its turn when all up to {@code zxid} have had theirs. */
    public void syncAnswered(long ticket, long zxid) {
        syncs.answer(ticket, zxid);
        planner.releaseSyncs();
    }

    /** The connection is gone. What it wrote takes effect all the same, and nobody hears of it. */
    public void disconnect(long attachment) {
        Attachment gone = attachments.find(attachment);
        if (gone != null && gone.connected()) {
            gone.disconnect();
            planner.forget(gone);
            attachments.release(gone);
        }
    }

    /** Looks everywhere for what can be collected at this time; the round that does has at most {@code max} a part. */
    public void lookForCollectable(long nowMillis, long neverUsedMillis, int max) {
        agenda.add(new Item.Scanning(nowMillis, neverUsedMillis, max));
    }

    /** None while a round is being worked off, or if it is nobody's turn. */
    public Optional<Round> begin() {
        if (running != null || agenda.isEmpty()) {
            return Optional.empty();
        }
        Round round = planner.next();
        if (round.isEmpty()) {
            return Optional.empty();
        }
        running = round;
        ownDone = round.borrows() ? List.of() : round.own().runOnAll(crown);
        return Optional.of(round);
    }

    /**
     * Ends a round that does not borrow. {@code results} has that of each subtree at its place, null where it had no
     * share.
     */
    public RoundResult finish(@Nullable ShareResult[] results) {
        Round round = running();
        for (int subtree = 0; subtree < results.length; subtree++) {
            ShareResult result = results[subtree];
            if (result != null) {
                censuses[subtree] = result.census();
                for (int i = 0; i < result.count(); i++) {
                    round.slots().get(result.indexOf(i)).add(result.done(i));
                }
            }
        }
        return finish();
    }

    /**
     * Ends a round that borrows. {@code lent} has each subtree borrowed at its place; they can be given back after
     * this.
     */
    public RoundResult finish(@Nullable Subtree[] lent) {
        ownDone = running().own().runOnAll(new Lending(routes, crown, lent));
        for (int subtree = 0; subtree < lent.length; subtree++) {
            Subtree borrowed = lent[subtree];
            if (borrowed != null) {
                censuses[subtree] = Census.of(borrowed);
            }
        }
        return finish();
    }

    private RoundResult finish() {
        Round round = running();
        int[] indexes = round.own().indexes();
        for (int i = 0; i < ownDone.size(); i++) {
            round.slots().get(indexes[i]).add(ownDone.get(i));
        }
        RoundResult result = new Merge(attachments).of(round, planner.zxid());
        running = null;
        return result;
    }

    private Round running() {
        if (running == null) {
            throw new IllegalStateException("no round is being worked off");
        }
        return running;
    }

    /** Works off all there is, in this thread. */
    public List<RoundResult> run(List<Subtree> subtrees) {
        List<RoundResult> results = new ArrayList<>();
        for (Optional<Round> round = begin(); round.isPresent(); round = begin()) {
            results.add(
                    round.get().borrows() ? finish(lend(round.get(), subtrees)) : finish(share(round.get(), subtrees)));
        }
        return results;
    }

    private static @Nullable Subtree[] lend(Round round, List<Subtree> subtrees) {
        @Nullable Subtree[] lent = new Subtree[subtrees.size()];
        for (int i = 0; i < lent.length; i++) {
            lent[i] = round.borrows(i) ? subtrees.get(i) : null;
        }
        return lent;
    }

    private static @Nullable ShareResult[] share(Round round, List<Subtree> subtrees) {
        @Nullable ShareResult[] results = new ShareResult[subtrees.size()];
        for (int i = 0; i < results.length; i++) {
            Share share = round.shareOf(i);
            results[i] = share == null ? null : share.runOn(subtrees.get(i));
        }
        return results;
    }

    /** Of the last entry given; everything asked from now on sees it. */
    public long lastZxid() {
        return history.lastZxid();
    }

    /** The cuts of it. What is in the subtrees is for their owners to cut. */
    public PartitionCut cut() {
        return cut;
    }

    boolean isBetweenRounds() {
        return running == null;
    }

    Subtree crown() {
        return crown;
    }

    Planner planner() {
        return planner;
    }

    History history() {
        return history;
    }

    public SessionTable sessions() {
        return sessions;
    }

    /** Of the whole tree as the last round left it; its digest takes in the sessions. To be asked between rounds. */
    public Census census() {
        Census all = Census.of(crown);
        for (Census part : censuses) {
            all = all.plus(part);
        }
        return all.plus(new Census(0, 0, 0, 0, sessions.digest()));
    }
}
