package io.troupe.peer;

import static java.util.Objects.requireNonNull;

import io.troupe.model.Identity;
import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.tree.PendingEntry;
import io.troupe.zab.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What this peer's clients wrote and has not been applied here. Each write of an attachment is numbered, from 1 on and
 * without gaps, and kept until it is applied; so after any change of role all of them are sent again, in order, and the
 * numbers see to it that none is done twice. The entry that makes an attachment has the number 0.
 */
final class WaitingWrites {
    /** About what an entry takes in a parcel besides its body. */
    private static final int ENTRY_BYTES = 40;

    private final int creditBytes;
    private final int parcelBytesMax;
    private final Map<Long, Writer> writers = new HashMap<>();
    /** In the order in which they go to the role; those done with are passed over when their turn comes. */
    private ArrayDeque<Waiting> unsent = new ArrayDeque<>();

    private final ArrayDeque<Waiting> sent = new ArrayDeque<>();
    private int sentBytes;

    WaitingWrites(int creditBytes, int parcelBytesMax) {
        this.creditBytes = creditBytes;
        this.parcelBytesMax = parcelBytesMax;
    }

    /** One attachment's, in order. */
    private static final class Writer {
        final long session;
        final ArrayDeque<Waiting> waiting = new ArrayDeque<>(4);
        long lastSequence;
        boolean connected = true;

        Writer(long session) {
            this.session = session;
        }
    }

    private static final class Waiting {
        final PendingEntry entry;
        final long sequence;
        final int bytes;
        boolean isSent;
        boolean isDone;

        Waiting(PendingEntry entry, long sequence, int bodyBytes) {
            this.entry = entry;
            this.sequence = sequence;
            this.bytes = bodyBytes + ENTRY_BYTES;
        }
    }

    /** {@code entry} is the create or attach of {@code session} by {@code attachment}. */
    void connect(long session, long attachment, PendingEntry entry) {
        Writer writer = new Writer(session);
        writers.put(attachment, writer);
        add(writer, new Waiting(entry, 0, 0));
    }

    /** The number that the write has. */
    long write(long attachment, int opCode, byte[] body, List<Identity> identities) {
        Writer writer = requireNonNull(writers.get(attachment), "who writes has connected");
        long sequence = ++writer.lastSequence;
        PendingEntry entry = new PendingEntry.Write(writer.session, attachment, sequence, identities, opCode, body);
        add(writer, new Waiting(entry, sequence, body.length));
        return sequence;
    }

    /** The number that the close has. */
    long close(long attachment) {
        Writer writer = requireNonNull(writers.get(attachment), "who writes has connected");
        long sequence = ++writer.lastSequence;
        add(writer, new Waiting(new Entry.CloseSession(writer.session, attachment, sequence), sequence, 0));
        return sequence;
    }

    private void add(Writer writer, Waiting waiting) {
        writer.waiting.add(waiting);
        unsent.add(waiting);
    }

    /** All of the attachment up to this number has been applied here. */
    void applied(long attachment, long sequence) {
        Writer writer = writers.get(attachment);
        if (writer == null) {
            return;
        }
        while (!writer.waiting.isEmpty() && writer.waiting.peek().sequence <= sequence) {
            done(writer.waiting.poll());
        }
        release(attachment, writer);
    }

    /** The session has left the attachment: whatever is under way for it is void. */
    void forget(long attachment) {
        Writer writer = writers.remove(attachment);
        if (writer != null) {
            writer.waiting.forEach(this::done);
        }
    }

    /** Nobody is there any more to become an attachment, so the entry that makes one is withdrawn. Writes stand. */
    void disconnected(long attachment) {
        Writer writer = writers.get(attachment);
        if (writer == null) {
            return;
        }
        writer.connected = false;
        if (!writer.waiting.isEmpty() && writer.waiting.peek().sequence == 0) {
            forget(attachment);
        } else {
            release(attachment, writer);
        }
    }

    private void release(long attachment, Writer writer) {
        if (!writer.connected && writer.waiting.isEmpty()) {
            writers.remove(attachment);
        }
    }

    private void done(Waiting waiting) {
        waiting.isDone = true;
        if (waiting.isSent) {
            sentBytes -= waiting.bytes;
        }
        while (!sent.isEmpty() && sent.peek().isDone) {
            sent.poll();
        }
    }

    /** There is another role, which has been sent nothing yet. */
    void sendAgain() {
        ArrayDeque<Waiting> all = new ArrayDeque<>(sent.size() + unsent.size());
        all.addAll(sent);
        all.addAll(unsent);
        all.removeIf(waiting -> waiting.isDone);
        all.forEach(waiting -> waiting.isSent = false);
        unsent = all;
        sent.clear();
        sentBytes = 0;
    }

    /** What goes to the role now: as much as its credit allows. */
    List<Submission> take() {
        List<Submission> submissions = new ArrayList<>();
        List<PendingEntry> parcel = new ArrayList<>();
        int parcelBytes = 0;
        while (!unsent.isEmpty() && sentBytes < creditBytes) {
            Waiting next = unsent.poll();
            if (next.isDone) {
                continue;
            }
            if (!parcel.isEmpty() && parcelBytes + next.bytes > parcelBytesMax) {
                submissions.add(new Submission(parcel.size(), Parcel.encode(parcel)));
                parcel.clear();
                parcelBytes = 0;
            }
            parcel.add(next.entry);
            parcelBytes += next.bytes;
            next.isSent = true;
            sentBytes += next.bytes;
            sent.add(next);
        }
        if (!parcel.isEmpty()) {
            submissions.add(new Submission(parcel.size(), Parcel.encode(parcel)));
        }
        return submissions;
    }

    /** How many wait, sent or not. */
    int size() {
        int size = 0;
        for (Writer writer : writers.values()) {
            size += writer.waiting.size();
        }
        return size;
    }
}
