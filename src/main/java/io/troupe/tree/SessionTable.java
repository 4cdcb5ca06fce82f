package io.troupe.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions, and what makes that nothing takes effect twice: each session's attachment and the number of the last
 * entry under it. Every entry passes {@link #judge} in the order of the zxids; only what it accepts goes on to the
 * tree.
 */
public final class SessionTable {
    private final Map<Long, Session> sessions = new HashMap<>();
    private final Roll<SessionImage> roll = new Roll<>();
    private long digest;

    /**
     * Whether {@code entry} takes effect, and all that it does to the sessions. {@code places} is what
     * {@link Routes#placesOf} said of it before. A session that an accepted entry ends is gone from here at once; its
     * ephemerals are still to be deleted.
     */
    public Verdict judge(Entry entry, Places places) {
        if (entry instanceof Entry.Numbered numbered) {
            return judgeNumbered(numbered, places);
        }
        if (entry instanceof Entry.CreateSession create) {
            return create(create);
        }
        if (entry instanceof Entry.AttachSession attach) {
            return attach(attach);
        }
        if (entry instanceof Entry.ExpireSession expire) {
            return expire(expire);
        }
        return Verdict.ACCEPTED;
    }

    private Verdict judgeNumbered(Entry.Numbered entry, Places places) {
        Session session = sessions.get(entry.session());
        if (session == null) {
            return Verdict.EXPIRED;
        }
        if (session.attachment() != entry.attachment()) {
            return Verdict.MOVED;
        }
        if (entry.sequence() != session.lastSequence() + 1) {
            return Verdict.VOID;
        }
        if (entry instanceof Entry.CloseSession) {
            remove(session);
            return Verdict.ACCEPTED;
        }
        changing(session);
        session.advance();
        if (entry instanceof Entry.ClientWrite write && Ephemerals.mayBeMadeBy(write.request())) {
            session.mayHaveEphemeralsAt(places);
        }
        digest += session.digest();
        return Verdict.ACCEPTED;
    }

    private Verdict create(Entry.CreateSession entry) {
        Session known = sessions.get(entry.session());
        if (known != null) {
            return known.attachment() == entry.attachment() ? Verdict.VOID : Verdict.EXPIRED;
        }
        add(new Session(entry.session(), entry.secret(), entry.timeoutMillis(), entry.attachment()));
        return Verdict.ACCEPTED;
    }

    private Verdict attach(Entry.AttachSession entry) {
        Session session = sessions.get(entry.session());
        if (session == null || !session.hasSecret(entry.secret())) {
            return Verdict.EXPIRED;
        }
        if (session.attachment() == entry.attachment()) {
            return Verdict.VOID;
        }
        if (session.attachment() != entry.replaces()) {
            return Verdict.MOVED;
        }
        changing(session);
        session.attach(entry.timeoutMillis(), entry.attachment());
        digest += session.digest();
        return Verdict.ACCEPTED;
    }

    private Verdict expire(Entry.ExpireSession entry) {
        Session session = sessions.get(entry.session());
        if (session == null || session.attachment() != entry.attachment()) {
            return Verdict.VOID;
        }
        remove(session);
        return Verdict.ACCEPTED;
    }

    private void changing(Session session) {
        roll.changing(session);
        digest -= session.digest();
    }

    private void remove(Session session) {
        roll.remove(session);
        sessions.remove(session.id());
        digest -= session.digest();
    }

    private void add(Session session) {
        sessions.put(session.id(), session);
        roll.add(session);
        digest += session.digest();
    }

    /** As it was at one time, where there is none of this number. @return whether there was none */
    boolean restore(SessionImage image) {
        if (sessions.containsKey(image.id())) {
            return false;
        }
        add(new Session(image));
        return true;
    }

    Roll<SessionImage> roll() {
        return roll;
    }

    public Optional<Session> find(long session) {
        return Optional.ofNullable(sessions.get(session));
    }

    /** Where ephemerals of {@code session} may be; nowhere, if there is no such session. */
    Places placesOfEphemerals(long session) {
        Session found = sessions.get(session);
        return found == null ? Places.NONE : found.placesOfEphemerals();
    }

    public int count() {
        return sessions.size();
    }

    /** All of them, by id. */
    public List<Session> all() {
        List<Session> all = new ArrayList<>(sessions.values());
        all.sort(Comparator.comparingLong(Session::id));
        return all;
    }

    /** The sum over all sessions, so that it does not depend on their order. */
    public long digest() {
        return digest;
    }
}
