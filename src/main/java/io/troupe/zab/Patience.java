package io.troupe.zab;

import java.util.Optional;

/** How long a leader goes on without those it needs; every reason to give up that only time brings. */
final class Patience {
    private final ZabSettings settings;
    private final Contact contact;
    private long startedMillis;
    private long progressMillis;
    private long heartbeatMillis;

    Patience(ZabSettings settings, Quorum quorum) {
        this.settings = settings;
        this.contact = new Contact(settings.self(), quorum, settings.silenceMillis());
    }

    void start(Now now) {
        startedMillis = now.monotonicMillis();
        progressMillis = now.monotonicMillis();
        heartbeatMillis = now.monotonicMillis();
    }

    /** A peer that the leader relies on has been heard. */
    void heard(int peer, Now now) {
        contact.heard(peer, now);
    }

    /** Something has happened that brings the epoch nearer. */
    void progress(Now now) {
        progressMillis = now.monotonicMillis();
    }

    /** Whether it is time for a heartbeat; if so, the next is due after another interval. */
    boolean takeHeartbeat(Now now) {
        if (now.monotonicMillis() - heartbeatMillis < settings.heartbeatMillis()) {
            return false;
        }
        heartbeatMillis = now.monotonicMillis();
        return true;
    }

    /** Why to give up an epoch that is not established yet. Those who chose this leader need a moment to say so. */
    Optional<String> endsBeforeEstablished(Now now) {
        if (!contact.withQuorum(now) && now.monotonicMillis() - startedMillis > 2 * settings.silenceMillis()) {
            return Optional.of("no quorum wants to follow");
        } else if (now.monotonicMillis() - progressMillis > settings.initLimitMillis()) {
            return Optional.of("no quorum was ready in time");
        }
        return Optional.empty();
    }

    /**
     * Why to give up an established epoch.
     *
     * @param othersHaveAll whether a quorum without this peer has on disk what this one's disk may still owe
     */
    Optional<String> endsEstablished(AppendQueue queue, boolean othersHaveAll, Now now) {
        if (!contact.withQuorum(now)) {
            return Optional.of("no quorum is in sync");
        } else if (othersHaveAll && queue.outstandingMillis(now) > settings.silenceMillis()) {
            // They could go on without this disk, so they should (ZOOKEEPER-2247).
            return Optional.of("this peer's disk does not answer");
        }
        return Optional.empty();
    }
}
