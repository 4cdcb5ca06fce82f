package io.troupe.simulation;

import io.troupe.zab.Batch;
import io.troupe.zab.Effect;
import io.troupe.zab.Input;
import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import io.troupe.zab.Message;
import io.troupe.zab.Now;
import io.troupe.zab.Standing;
import io.troupe.zab.ZabSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bugs in how peers agree, made by what their cores are told and by what is done of what they say. */
final class ProtocolMutations {
    private ProtocolMutations() {}

    /** The log is said to have answered as soon as it is asked. */
    static final class AcknowledgesBeforeDurable extends Seams {
        @Override
        Core leader(ZabSettings settings, long freshEnsembleId) {
            return hasty(super.leader(settings, freshEnsembleId));
        }

        @Override
        Core follower(ZabSettings settings, int leader, long attempt) {
            return hasty(super.follower(settings, leader, attempt));
        }

        private static Core hasty(Core core) {
            return new FilteredCore(core) {
                @Override
                public List<Effect> step(Input input, Now now) {
                    if (input instanceof Input.Durable) {
                        return List.of();
                    }
                    List<Effect> effects = new ArrayList<>();
                    for (Effect effect : pass(input, now)) {
                        effects.add(effect);
                        answerAtOnce(effect, now, effects);
                    }
                    return effects;
                }

                private void answerAtOnce(Effect effect, Now now, List<Effect> effects) {
                    if (effect instanceof Effect.Persist persist) {
                        for (Effect next : pass(new Input.Durable(persist.ticket()), now)) {
                            effects.add(next);
                            answerAtOnce(next, now, effects);
                        }
                    }
                }
            };
        }
    }

    /** What the leader has is taken for acknowledged by one follower more. */
    static final class QuorumOneShort extends Seams {
        @Override
        Core leader(ZabSettings settings, long freshEnsembleId) {
            return new FilteredCore(super.leader(settings, freshEnsembleId)) {
                private final Map<Long, Long> ends = new HashMap<>();
                private int generous;
                private long epoch;

                @Override
                public List<Effect> step(Input input, Now now) {
                    List<Effect> effects = new ArrayList<>();
                    if (input instanceof Input.Received received
                            && received.message() instanceof Message.AckNewLeader ack) {
                        generous = received.from();
                        epoch = ack.epoch();
                    }
                    if (input instanceof Input.Durable durable && generous != 0 && ends.containsKey(durable.ticket())) {
                        Message forged = new Message.Ack(epoch, ends.get(durable.ticket()));
                        effects.addAll(pass(new Input.Received(generous, forged), now));
                    }
                    effects.addAll(pass(input, now));
                    effects.forEach(this::note);
                    return effects;
                }

                private void note(Effect effect) {
                    if (effect instanceof Effect.Persist persist) {
                        for (LogRecord record : persist.records()) {
                            if (record instanceof LogRecord.Accepted accepted) {
                                List<Batch> batches = accepted.batches();
                                ends.put(
                                        persist.ticket(),
                                        batches.get(batches.size() - 1).lastZxid());
                            }
                        }
                    }
                }
            };
        }
    }

    /** The log is never cut. */
    static final class SkipsTruncation extends Seams {
        @Override
        Core follower(ZabSettings settings, int leader, long attempt) {
            return new FilteredCore(super.follower(settings, leader, attempt)) {
                @Override
                public List<Effect> step(Input input, Now now) {
                    List<Effect> effects = new ArrayList<>();
                    for (Effect effect : pass(input, now)) {
                        if (effect instanceof Effect.Persist persist) {
                            List<LogRecord> kept = new ArrayList<>(persist.records());
                            kept.removeIf(LogRecord.Truncated.class::isInstance);
                            if (kept.isEmpty()) {
                                effects.addAll(step(new Input.Durable(persist.ticket()), now));
                            } else {
                                effects.add(new Effect.Persist(persist.ticket(), kept));
                            }
                        } else {
                            effects.add(effect);
                        }
                    }
                    return effects;
                }
            };
        }
    }

    /** What was promised is forgotten with the role. */
    static final class ForgetsPromises extends Seams {
        @Override
        Core leader(ZabSettings settings, long freshEnsembleId) {
            return forgetful(super.leader(settings, freshEnsembleId));
        }

        @Override
        Core follower(ZabSettings settings, int leader, long attempt) {
            return forgetful(super.follower(settings, leader, attempt));
        }

        private static Core forgetful(Core core) {
            return new FilteredCore(core) {
                @Override
                public List<Effect> step(Input input, Now now) {
                    return input instanceof Input.Start start
                            ? pass(new Input.Start(withoutPromise(start.log())), now)
                            : pass(input, now);
                }
            };
        }

        private static LogState withoutPromise(LogState log) {
            return new LogState(
                    log.ensembleId(),
                    log.rulesVersion(),
                    log.enteredEpoch(),
                    0,
                    log.enteredEpoch(),
                    log.commitPoint(),
                    log.baseZxid(),
                    log.lastZxid(),
                    log.lastStampMillis());
        }
    }

    /** In an election every log seems as long as one's own; to who then leads, none seems to have more. */
    static final class ElectsWithoutTheLongestLog extends Seams {
        @Override
        Core election(ZabSettings settings) {
            return new Blind(super.election(settings)) {
                @Override
                Message seen(Message message) {
                    return message instanceof Message.Notification said
                                    && !own.blank()
                                    && !said.standing().blank()
                            ? new Message.Notification(
                                    said.activity(),
                                    said.choice(),
                                    said.reachesQuorum(),
                                    seen(said.standing(), own.enteredEpoch(), own.lastZxid()),
                                    said.epoch())
                            : message;
                }
            };
        }

        @Override
        Core leader(ZabSettings settings, long freshEnsembleId) {
            return new Blind(super.leader(settings, freshEnsembleId)) {
                @Override
                Message seen(Message message) {
                    if (message instanceof Message.AckEpoch ack
                            && ack.standing().compareTo(own) > 0) {
                        long older = Math.max(1, own.enteredEpoch() - 1);
                        Standing less =
                                seen(ack.standing(), older, ack.standing().lastZxid());
                        return new Message.AckEpoch(ack.attempt(), ack.epoch(), less);
                    }
                    return message;
                }
            };
        }

        private abstract static class Blind extends FilteredCore {
            Standing own;

            Blind(Core core) {
                super(core);
            }

            abstract Message seen(Message message);

            @Override
            public List<Effect> step(Input input, Now now) {
                if (input instanceof Input.Start start) {
                    own = start.log().standing();
                }
                return pass(
                        input instanceof Input.Received received
                                ? new Input.Received(received.from(), seen(received.message()))
                                : input,
                        now);
            }

            static Standing seen(Standing real, long enteredEpoch, long lastZxid) {
                return new Standing(enteredEpoch, lastZxid, real.promisedEpoch(), real.promisedTo(), real.ensembleId());
            }
        }
    }

    /** A role begins with what the log happens to say, while the old role's writes are still on their way. */
    static final class StartsBeforeOpen extends Seams {
        @Override
        boolean rolesAwaitTheLog() {
            return false;
        }
    }
}
