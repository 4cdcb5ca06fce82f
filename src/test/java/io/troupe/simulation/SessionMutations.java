package io.troupe.simulation;

import io.troupe.peer.RoleCommand;
import io.troupe.tree.Entry;
import io.troupe.tree.Parcel;
import io.troupe.tree.PendingEntry;
import io.troupe.wire.RequestEncoder;
import io.troupe.zab.Batch;
import io.troupe.zab.Effect;
import io.troupe.zab.Input;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import io.troupe.zab.Submission;
import io.troupe.zab.ZabSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Bugs in what makes that nothing is done twice or left out. */
final class SessionMutations {
    private SessionMutations() {}

    /** What is sent again is numbered like something new. */
    static final class NumbersAnew extends Seams {
        @Override
        UnaryOperator<RoleCommand> toRole() {
            Map<Long, Long> lastNumbers = new HashMap<>();
            return command -> command instanceof RoleCommand.Submit submit
                    ? new RoleCommand.Submit(submit.submissions().stream()
                            .map(submission -> renumbered(
                                    ByteBuffer.wrap(submission.parcel()),
                                    entry -> lastNumbers.merge(entry.attachment(), 1L, Long::sum)))
                            .toList())
                    : command;
        }
    }

    /** A leader loses something of what it was sent, and a replica does not mind that a number is missing. */
    static final class AcceptsGaps extends Seams {
        @Override
        Core leader(ZabSettings settings, long freshEnsembleId) {
            return new FilteredCore(super.leader(settings, freshEnsembleId)) {
                private int forwards;

                @Override
                public List<Effect> step(Input input, Now now) {
                    boolean lost = messageOf(input) instanceof Message.Forward && ++forwards % 7 == 0;
                    return lost ? List.of() : pass(input, now);
                }
            };
        }

        @Override
        UnaryOperator<List<Batch>> toReplica() {
            Map<Long, Long> lastNumbers = new HashMap<>();
            Map<Long, Long> counts = new HashMap<>();
            return batches -> batches.stream()
                    .map(batch -> Batch.sequence(
                            batch.firstZxid(),
                            batch.stampMillis(),
                            batch.rulesVersion(),
                            batch.parcels().stream()
                                    .map(parcel -> renumbered(parcel, entry -> {
                                        long attachment = entry.attachment();
                                        if (entry.sequence() > lastNumbers.getOrDefault(attachment, 0L)) {
                                            lastNumbers.put(attachment, entry.sequence());
                                            return counts.merge(attachment, 1L, Long::sum);
                                        }
                                        return counts.getOrDefault(attachment, 0L);
                                    }))
                                    .toList()))
                    .toList();
        }
    }

    /** A peer keeps connections that nobody confirms for more than twice the timeout. */
    static final class KeepsConnections extends Seams {
        @Override
        long replicaMillis(long monotonicMillis) {
            return monotonicMillis / 4;
        }
    }

    /**
     * A leader takes it that the others are still there whenever it asks them: syncs and touches are its own affair.
     */
    static final class AsksNobody extends Seams {
        private boolean struck;

        @Override
        Core leader(ZabSettings settings, long freshEnsembleId) {
            Core honest = super.leader(settings, freshEnsembleId);
            if (struck) {
                return honest;
            }
            struck = true;
            return new FilteredCore(honest) {
                @Override
                public List<Effect> step(Input input, Now now) {
                    List<Effect> effects = new ArrayList<>();
                    Message said = messageOf(input);
                    if (!(said instanceof Message.HeartbeatReply) && !(input instanceof Input.LinkDown)) {
                        effects.addAll(pass(input, now));
                    }
                    for (Effect effect : List.copyOf(effects)) {
                        if (effect instanceof Effect.Send send && send.message() instanceof Message.Heartbeat beat) {
                            Message forged = new Message.HeartbeatReply(beat.epoch(), beat.number());
                            effects.addAll(pass(new Input.Received(send.peer(), forged), now));
                        }
                    }
                    return effects;
                }
            };
        }
    }

    private static Submission renumbered(ByteBuffer parcel, ToLongFunction<Entry.Numbered> numbers) {
        List<PendingEntry> entries = new ArrayList<>();
        for (Entry entry : Parcel.decode(parcel)) {
            if (entry instanceof Entry.ClientWrite write) {
                entries.add(new PendingEntry.Write(
                        write.session(),
                        write.attachment(),
                        numbers.applyAsLong(write),
                        write.identities(),
                        write.request().opCode(),
                        RequestEncoder.body(write.request())));
            } else if (entry instanceof Entry.CloseSession close) {
                entries.add(new Entry.CloseSession(close.session(), close.attachment(), numbers.applyAsLong(close)));
            } else {
                entries.add((PendingEntry) entry);
            }
        }
        return new Submission(entries.size(), Parcel.encode(entries));
    }
}
