package io.troupe.tree;

import java.security.MessageDigest;

/** What the table knows of a session. Only the table changes it. */
public final class Session extends Enrolled<SessionImage> {
    private final long id;
    private final byte[] secret;
    private final long secretDigest;
    private int timeoutMillis;
    private long attachment;
    private long lastSequence;
    private Places placesOfEphemerals = Places.NONE;

    Session(long id, byte[] secret, int timeoutMillis, long attachment) {
        this.id = id;
        this.secret = secret.clone();
        this.secretDigest = Digest.of(this.secret);
        this.timeoutMillis = timeoutMillis;
        this.attachment = attachment;
    }

    Session(SessionImage image) {
        this(image.id(), image.secret(), image.timeoutMillis(), image.attachment());
        lastSequence = image.lastSequence();
    }

    @Override
    SessionImage image() {
        return new SessionImage(id, secret, timeoutMillis, attachment, lastSequence);
    }

    public long id() {
        return id;
    }

    /** A copy. */
    public byte[] secret() {
        return secret.clone();
    }

    public int timeoutMillis() {
        return timeoutMillis;
    }

    public long attachment() {
        return attachment;
    }

    /** The number of the last entry of this attachment that took effect; 0 before the first. */
    public long lastSequence() {
        return lastSequence;
    }

    /** In time that does not tell how much of it was right. */
    public boolean hasSecret(byte[] offered) {
        return MessageDigest.isEqual(secret, offered);
    }

    /** Where ephemerals of it may be. */
    Places placesOfEphemerals() {
        return placesOfEphemerals;
    }

    void mayHaveEphemeralsAt(Places places) {
        placesOfEphemerals = placesOfEphemerals.with(places);
    }

    void advance() {
        lastSequence++;
    }

    void attach(int newTimeoutMillis, long newAttachment) {
        timeoutMillis = newTimeoutMillis;
        attachment = newAttachment;
        lastSequence = 0;
    }

    /** Places are not part of it: they depend on the number of subtrees. */
    long digest() {
        long digest = Digest.mix(secretDigest, id);
        digest = Digest.mix(digest, timeoutMillis);
        digest = Digest.mix(digest, attachment);
        return Digest.finish(Digest.mix(digest, lastSequence));
    }
}
