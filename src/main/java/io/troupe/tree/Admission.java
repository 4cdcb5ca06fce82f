package io.troupe.tree;

import io.troupe.tree.ClientEvent.Ending;
import io.troupe.tree.ClientEvent.Refusal;

/** Whether an entry takes effect, and what that means to the attachments of this peer. */
final class Admission {
    private final SessionTable sessions;
    private final Attachments attachments;
    private final Agenda agenda;

    Admission(SessionTable sessions, Attachments attachments, Agenda agenda) {
        this.sessions = sessions;
        this.attachments = attachments;
        this.agenda = agenda;
    }

    /** Has its turn in {@code slot}, opened last in {@code round}. Whether it goes on to the tree. */
    boolean admit(Entry entry, Places places, Slot slot, Round round) {
        Verdict verdict = sessions.judge(entry, places);
        if (entry instanceof Entry.Numbered numbered) {
            return numbered(numbered, verdict, slot, round);
        }
        if (entry instanceof Entry.CreateSession create) {
            return create(create, verdict, slot, round);
        }
        if (entry instanceof Entry.AttachSession attach) {
            return attach(attach, verdict, slot, round);
        }
        if (entry instanceof Entry.ExpireSession expire && verdict == Verdict.ACCEPTED) {
            round.changes(new SessionChange.Gone(expire.session()));
            end(expire.attachment(), Ending.EXPIRED, slot);
        }
        return verdict == Verdict.ACCEPTED;
    }

    private boolean numbered(Entry.Numbered entry, Verdict verdict, Slot slot, Round round) {
        switch (verdict) {
            case ACCEPTED -> accepted(entry, slot, round);
            case MOVED -> end(entry.attachment(), Ending.MOVED, slot);
            case EXPIRED -> end(entry.attachment(), Ending.EXPIRED, slot);
            case VOID -> {}
        }
        return verdict == Verdict.ACCEPTED;
    }

    private void accepted(Entry.Numbered entry, Slot slot, Round round) {
        Attachment asker = attachments.find(entry.attachment());
        if (asker != null) {
            slot.applied(asker, entry.sequence());
            asker.applied(entry.sequence());
        }
        if (entry instanceof Entry.CloseSession close) {
            round.changes(new SessionChange.Gone(close.session()));
            end(close.attachment(), Ending.CLOSED, slot);
        } else if (asker != null) {
            asker.release(agenda.ready(), slot.zxid());
        }
    }

    private boolean create(Entry.CreateSession entry, Verdict verdict, Slot slot, Round round) {
        if (verdict == Verdict.ACCEPTED) {
            opened(entry.session(), entry.secret(), entry.timeoutMillis(), entry.attachment(), slot, round);
        } else if (verdict == Verdict.EXPIRED) {
            refuse(entry.attachment(), Refusal.EXPIRED, slot);
        }
        return false;
    }

    private boolean attach(Entry.AttachSession entry, Verdict verdict, Slot slot, Round round) {
        switch (verdict) {
            case ACCEPTED -> {
                opened(entry.session(), entry.secret(), entry.timeoutMillis(), entry.attachment(), slot, round);
                end(entry.replaces(), Ending.MOVED, slot);
            }
            case MOVED -> refuse(entry.attachment(), Refusal.MOVED, slot);
            case EXPIRED -> refuse(entry.attachment(), Refusal.EXPIRED, slot);
            case VOID -> {}
        }
        return false;
    }

    private void opened(long session, byte[] secret, int timeoutMillis, long attachment, Slot slot, Round round) {
        round.changes(new SessionChange.Opened(session, attachment, timeoutMillis));
        Attachment newcomer = attachments.live(attachment);
        if (newcomer != null) {
            slot.opens(newcomer, new ClientEvent.Connected(session, secret, timeoutMillis, slot.zxid()));
        }
    }

    private void refuse(long attachment, Refusal reason, Slot slot) {
        Attachment newcomer = attachments.live(attachment);
        if (newcomer != null) {
            slot.opens(newcomer, new ClientEvent.Refused(reason));
            newcomer.end();
        }
    }

    private void end(long id, Ending reason, Slot slot) {
        Attachment attachment = attachments.find(id);
        if (attachment != null && !attachment.ended()) {
            attachment.end();
            forget(attachment);
            slot.ends(attachment, reason);
        }
    }

    /** Its watches go with it, if it has any. */
    void forget(Attachment attachment) {
        if (!attachment.watched().equals(Places.NONE)) {
            agenda.add(new Item.Forgetting(attachment.id(), attachment.watched()));
        }
    }
}
