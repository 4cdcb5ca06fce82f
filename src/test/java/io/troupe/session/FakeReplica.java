package io.troupe.session;

import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Stat;
import io.troupe.peer.Facts;
import io.troupe.peer.Op;
import io.troupe.peer.ReplicaActor;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.ReplyEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Answers every read with {@link #DATA} and every write with a Stat, except below {@code /silent}, where it does not
 * answer, and below {@code /missing} and {@code /large}. Tells the test what it heard beside requests.
 */
final class FakeReplica {
    static final byte[] DATA = "hello".getBytes(StandardCharsets.US_ASCII);
    static final byte[] LARGE = new byte[200_000];
    static final Stat STAT = new Stat(1, 2, 3, 4, 5, 6, 7, 0, 5, 0, 8);

    final BlockingQueue<ReplicaActor.Command> heard = new LinkedBlockingQueue<>();
    volatile String thread;
    private final Map<Long, ActorRef<? super ClientEvent>> clients = new HashMap<>();
    private long zxid = 100;

    Behavior<ReplicaActor.Command> behavior() {
        return Behaviors.receiveMessage(this::onMessage);
    }

    private Behavior<ReplicaActor.Command> onMessage(ReplicaActor.Command command) {
        thread = Thread.currentThread().getName();
        if (command instanceof ReplicaActor.Requests requests) {
            onRequests(requests);
        } else if (command instanceof ReplicaActor.ReportFacts report) {
            report.replyTo().tell(new Facts(zxid, 4, 3, 2, 1000, 1, clients.size()));
        } else {
            heard.add(command);
            if (command instanceof ReplicaActor.Connect connect) {
                onConnect(connect);
            } else if (command instanceof ReplicaActor.Disconnect gone) {
                clients.remove(gone.attachment());
            }
        }
        return Behaviors.same();
    }

    private void onConnect(ReplicaActor.Connect connect) {
        if (connect.sessionId() != 0) {
            connect.client().tell(new ClientEvent.Refused(ClientEvent.Refusal.EXPIRED));
            return;
        }
        clients.put(connect.attachment(), connect.client());
        connect.client()
                .tell(new ClientEvent.Connected(
                        connect.freshSessionId(), connect.freshSecret(), connect.timeoutMillis(), zxid));
    }

    private void onRequests(ReplicaActor.Requests requests) {
        ActorRef<? super ClientEvent> client = clients.get(requests.attachment());
        List<Answer> answers = new ArrayList<>();
        for (Op op : requests.ops()) {
            if (op instanceof Op.Close) {
                answers.add(new Answer.Reply(++zxid, ErrorCode.OK, null));
                client.tell(new ClientEvent.Answers(answers));
                client.tell(new ClientEvent.Ended(ClientEvent.Ending.CLOSED));
                clients.remove(requests.attachment());
                return;
            }
            answer(op, answers);
        }
        if (!answers.isEmpty()) {
            client.tell(new ClientEvent.Answers(answers));
        }
    }

    private void answer(Op op, List<Answer> answers) {
        if (op instanceof Op.Write) {
            answers.add(new Answer.Reply(++zxid, ErrorCode.OK, ReplyEncoder.body(new Reply.OfStat(STAT))));
        } else if (op instanceof Op.Sync sync) {
            answers.add(new Answer.Reply(zxid, ErrorCode.OK, ReplyEncoder.body(new Reply.OfPath(sync.path()))));
        } else if (op instanceof Op.Read read && read.request() instanceof Request.GetData asked) {
            if (asked.path().startsWith("/missing")) {
                answers.add(new Answer.Reply(zxid, ErrorCode.NO_NODE, null));
            } else if (!asked.path().startsWith("/silent")) {
                byte[] data = asked.path().startsWith("/large") ? LARGE : DATA;
                answers.add(new Answer.Reply(zxid, ErrorCode.OK, ReplyEncoder.body(new Reply.OfData(data, STAT))));
            }
        } else {
            answers.add(new Answer.Reply(zxid, ErrorCode.OK, ReplyEncoder.body(new Reply.OfStat(STAT))));
        }
    }
}
