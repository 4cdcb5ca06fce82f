package io.troupe.peer;

import io.troupe.zab.Input;
import io.troupe.zab.Message;
import io.troupe.zab.Submission;
import java.util.List;

/**
 * What a role is told, by the replica of its peer and by what stands around it: leader and follower both accept all of
 * it. The three that speak of sessions feed the leader's {@link SessionClock}; they are sent to a role that leads only.
 */
public sealed interface RoleCommand {

    /** To be sequenced, in this order. */
    record Submit(List<Submission> submissions) implements RoleCommand {
        public Submit {
            submissions = List.copyOf(submissions);
        }
    }

    /** Answered by {@link ReplicaActor.SyncAnswered}; void when the role ends. */
    record Sync(long ticket) implements RoleCommand {}

    /**
     * Clients of these sessions were heard of since the last one; {@code sessions} is never changed. {@code number}
     * counts these. Confirmed by {@link ReplicaActor.TouchesConfirmed}; void when the role ends.
     */
    record Touched(long number, long[] sessions) implements RoleCommand {}

    /** All there are, told to a new leader first of all. */
    record SessionsHeld(List<SessionOpened> sessions) implements RoleCommand {
        public SessionsHeld {
            sessions = List.copyOf(sessions);
        }
    }

    /** Also told of a session that has a new attachment. */
    record SessionOpened(long session, long attachment, int timeoutMillis) implements RoleCommand {}

    record SessionGone(long session) implements RoleCommand {}

    /** What happened around the role, for its core, in order. */
    record Step(List<Input> inputs) implements RoleCommand {
        public Step {
            inputs = List.copyOf(inputs);
        }

        Step(Input input) {
            this(List.of(input));
        }
    }

    /** What one read of a link brought. */
    record Heard(int peer, List<Message> messages) implements RoleCommand {
        public Heard {
            messages = List.copyOf(messages);
        }
    }

    /** Time passes: at least twice a heartbeat. */
    enum Tick implements RoleCommand {
        TICK
    }
}
