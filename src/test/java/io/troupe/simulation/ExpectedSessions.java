package io.troupe.simulation;

import io.troupe.tree.Entry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rules of sessions once more, plainly: one attachment at a time, and of it numbers without gap or repetition. */
final class ExpectedSessions {
    private static final class Session {
        final byte[] secret;
        long attachment;
        long lastSequence;

        Session(byte[] secret, long attachment) {
            this.secret = secret;
            this.attachment = attachment;
        }
    }

    private final Map<Long, Session> sessions = new HashMap<>();
    private Optional<Long> ended = Optional.empty();

    boolean has(long id) {
        return sessions.containsKey(id);
    }

    /** Whether a write of this name takes effect. */
    boolean takesNext(long id, long attachment, long sequence) {
        Session session = sessions.get(id);
        if (session == null || session.attachment != attachment || session.lastSequence + 1 != sequence) {
            return false;
        }
        session.lastSequence = sequence;
        return true;
    }

    /** Takes an entry that is no client's write. Returns whether it changes anything. */
    boolean take(Entry entry) {
        ended = Optional.empty();
        if (entry instanceof Entry.CreateSession create) {
            return sessions.putIfAbsent(create.session(), new Session(create.secret(), create.attachment())) == null;
        }
        if (entry instanceof Entry.AttachSession attach) {
            return attach(attach);
        }
        if (entry instanceof Entry.CloseSession close) {
            if (takesNext(close.session(), close.attachment(), close.sequence())) {
                return end(close.session());
            }
            return false;
        }
        if (entry instanceof Entry.ExpireSession expire) {
            Session session = sessions.get(expire.session());
            return session != null && session.attachment == expire.attachment() && end(expire.session());
        }
        return false;
    }

    /** The session that the last entry ended. */
    Optional<Long> ended() {
        return ended;
    }

    private boolean attach(Entry.AttachSession attach) {
        Session session = sessions.get(attach.session());
        if (session == null || !Arrays.equals(session.secret, attach.secret())) {
            return false;
        }
        if (session.attachment != attach.replaces()) {
            return false;
        }
        session.attachment = attach.attachment();
        session.lastSequence = 0;
        return true;
    }

    private boolean end(long id) {
        sessions.remove(id);
        ended = Optional.of(id);
        return true;
    }
}
