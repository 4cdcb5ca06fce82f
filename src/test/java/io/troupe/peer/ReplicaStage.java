package io.troupe.peer;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.model.Zxid;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.RequestEncoder;
import io.troupe.zab.Batch;
import io.troupe.zab.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A replica in one thread, before a role that does with submissions what the test says. */
final class ReplicaStage {
    static final ReplicaSettings SETTINGS = new ReplicaSettings(3, 4_096, 1_024, 100, 60_000, 10, 0);
    static final List<Identity> ANYONE = List.of(Identity.ANYONE);
    static final byte[] SECRET = {7};

    final InlineReplica inline = new InlineReplica(SETTINGS);
    final Replica replica = inline.replica();
    final List<RoleCommand> toRole = new ArrayList<>();
    private final Map<Long, List<ClientEvent>> told = new HashMap<>();
    private List<Submission> submitted = new ArrayList<>();
    private long epoch = 1;
    private long counter;

    /** There is a role, and the connections are attachments of a session each, of the same number. */
    static ReplicaStage serving(long... attachments) {
        ReplicaStage stage = new ReplicaStage();
        stage.replica.roleActive(1, 0, false);
        for (long attachment : attachments) {
            stage.connect(attachment);
        }
        stage.commit();
        stage.told.clear();
        stage.toRole.clear();
        return stage;
    }

    void connect(long attachment) {
        replica.connect(new Newcomer(attachment, 0, 4_000, 0, null, attachment, SECRET));
    }

    void attach(long attachment, long session, long lastZxidSeen, byte[] secret) {
        replica.connect(new Newcomer(attachment, lastZxidSeen, 4_000, session, secret, 0, null));
    }

    void turn() {
        for (ReplicaEffect effect : inline.turn()) {
            if (effect instanceof ReplicaEffect.Tell tell) {
                told.computeIfAbsent(tell.attachment(), id -> new ArrayList<>()).add(tell.event());
            } else if (effect instanceof ReplicaEffect.ToRole role) {
                toRole.add(role.command());
                if (role.command() instanceof RoleCommand.Submit submit) {
                    submitted.addAll(submit.submissions());
                }
            }
        }
    }

    /** Commits all that was submitted, and all that is submitted because of that. */
    void commit() {
        for (turn(); !submitted.isEmpty(); turn()) {
            replica.committed(List.of(sequence(takeSubmitted())));
        }
    }

    /** The role loses what was submitted to it. */
    List<Submission> takeSubmitted() {
        List<Submission> taken = submitted;
        submitted = new ArrayList<>();
        return taken;
    }

    Batch sequence(List<Submission> submissions) {
        Batch batch = Batch.sequence(Zxid.of(epoch, counter + 1), 1_000, 1, submissions);
        counter += batch.count();
        return batch;
    }

    void nextEpoch() {
        epoch++;
        counter = 0;
    }

    List<ClientEvent> take(long attachment) {
        List<ClientEvent> events = told.remove(attachment);
        return events == null ? List.of() : events;
    }

    /** The replies among what the attachment was told, errors by name and data as text. */
    List<String> takeReplies(long attachment) {
        List<String> replies = new ArrayList<>();
        for (ClientEvent event : take(attachment)) {
            if (event instanceof ClientEvent.Answers answers) {
                for (Answer answer : answers.answers()) {
                    if (answer instanceof Answer.Reply reply) {
                        replies.add(reply.error() + "@" + Zxid.counterOf(reply.zxid()));
                    }
                }
            }
        }
        return replies;
    }

    static Op create(String path) {
        return write(new Request.Create(OpCode.CREATE, path, new byte[0], Acl.OPEN, 0, -1));
    }

    static Op set(String path, String data) {
        return write(new Request.SetData(path, data.getBytes(StandardCharsets.UTF_8), -1));
    }

    static Op write(Request.Write request) {
        return new Op.Write(request.opCode(), RequestEncoder.body(request), ANYONE);
    }

    static Op exists(String path) {
        return new Op.Read(new Request.Exists(path, false), ANYONE);
    }
}
