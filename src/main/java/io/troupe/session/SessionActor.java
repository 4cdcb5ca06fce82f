package io.troupe.session;

import io.troupe.peer.ReplicaActor;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.FourLetterWord;
import io.troupe.wire.ServerReport;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * One client's connection, on the thread of its socket: carries messages between the socket, the {@link Conversation}
 * and the replica. It ends with the connection. What the replica tells it is no {@link Command} of its own and comes
 * without an adapter, which would cost every answer a second message; hence the {@code Object}.
 */
public final class SessionActor extends AbstractBehavior<Object> {

    public sealed interface Command {}

    /** What one reading of the socket brought. */
    record Received(List<byte[]> frames) implements Command {}

    /** Instead of a first frame. */
    record Asked(FourLetterWord word) implements Command {}

    /** The client has read most of what waited for it. */
    enum Drained implements Command {
        DRAINED
    }

    /** The connection is closed. */
    enum Gone implements Command {
        GONE
    }

    /** For the word stat. */
    record Describe(ActorRef<? super ServerReport.Client> replyTo) implements Command {}

    private sealed interface Internal extends Command {}

    private enum Retry implements Internal {
        RETRY
    }

    private enum GreetingOverdue implements Internal {
        OVERDUE
    }

    private enum StillHeldBack implements Internal {
        STILL
    }

    private static final long NO_ATTACHMENT = 0;

    private final ConnectionHandler connection;
    private final LoopShare share;
    private final FourLetterActor.Sources sources;
    private final TimerScheduler<Object> timers;
    private final Conversation conversation;
    private long attachment = NO_ATTACHMENT;
    private int timeoutMillis;
    private long sessionId;
    private int outstanding;

    static Behavior<Command> create(ConnectionHandler connection, LoopShare share, FourLetterActor.Sources sources) {
        return Behaviors.<Object>setup(context -> Behaviors.withTimers(timers -> {
                    SessionActor session = new SessionActor(context, timers, connection, share, sources);
                    boolean open = connection.open(context.getSelf());
                    return open ? session : Behaviors.stopped();
                }))
                .narrow();
    }

    private SessionActor(
            ActorContext<Object> context,
            TimerScheduler<Object> timers,
            ConnectionHandler connection,
            LoopShare share,
            FourLetterActor.Sources sources) {
        super(context);
        this.timers = timers;
        this.connection = connection;
        this.share = share;
        this.sources = sources;
        String address = connection.client().getAddress().getHostAddress();
        ActorRef<Object> self = context.getSelf();
        this.conversation = new Conversation(share.settings(), address, share.pool(), () -> self.tell(Retry.RETRY));
        timers.startSingleTimer(
                GreetingOverdue.OVERDUE,
                Duration.ofMillis(share.settings().limits().greetingMillis()));
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(Received.class, this::onReceived)
                .onMessage(ClientEvent.class, this::onClientEvent)
                .onMessageEquals(Drained.DRAINED, this::onDrained)
                .onMessageEquals(Retry.RETRY, this::onRetry)
                .onMessageEquals(StillHeldBack.STILL, this::onStillHeldBack)
                .onMessageEquals(GreetingOverdue.OVERDUE, this::onGreetingOverdue)
                .onMessageEquals(Gone.GONE, Behaviors::stopped)
                .onMessage(Asked.class, this::onAsked)
                .onMessage(Describe.class, this::onDescribe)
                .onSignal(PostStop.class, stopped -> onPostStop())
                .build();
    }

    private Behavior<Object> onReceived(Received received) {
        share.metrics().packetsReceived().add(received.frames().size());
        return perform(conversation.received(received.frames(), now(), emptyOutbox()));
    }

    private Behavior<Object> onClientEvent(ClientEvent event) {
        if (event instanceof ClientEvent.Connected connected) {
            timeoutMillis = connected.timeoutMillis();
            sessionId = connected.sessionId();
        } else if (event instanceof ClientEvent.Refused || event instanceof ClientEvent.Ended) {
            attachment = NO_ATTACHMENT;
        }
        return perform(conversation.told(event, now(), emptyOutbox()));
    }

    private Behavior<Object> onDrained() {
        return perform(conversation.drained(now(), emptyOutbox()));
    }

    private Behavior<Object> onRetry() {
        return perform(conversation.retried(now(), emptyOutbox()));
    }

    private Behavior<Object> onStillHeldBack() {
        if (conversation.heldBack()) {
            share.replica().tell(new ReplicaActor.Touch(attachment));
            watchOverHeldBack();
        }
        return this;
    }

    private Behavior<Object> onGreetingOverdue() {
        return conversation.greeted() ? this : Behaviors.stopped();
    }

    private Behavior<Object> onAsked(Asked asked) {
        return FourLetterActor.answer(asked.word(), connection, share, sources);
    }

    private Behavior<Object> onDescribe(Describe asked) {
        asked.replyTo()
                .tell(connection
                        .describe(outstanding, conversation.packetsReceived(), conversation.packetsSent())
                        .with(sessionId, timeoutMillis));
        return this;
    }

    private Behavior<Object> perform(Turn turn) {
        boolean backedUp = send();
        if (turn.connect() != null) {
            connect(turn.connect());
        }
        if (!turn.ops().isEmpty()) {
            share.replica().tell(new ReplicaActor.Requests(attachment, turn.ops()));
        } else if (turn.touch()) {
            share.replica().tell(new ReplicaActor.Touch(attachment));
        }
        count();
        if (turn.close()) {
            connection.closeWhenSent();
            return Behaviors.stopped();
        }
        if (backedUp && conversation.stalled(connection.unsentBytes())) {
            return Behaviors.stopped();
        }
        connection.read(conversation.wantsMore());
        if (conversation.heldBack() && !timers.isTimerActive(StillHeldBack.STILL)) {
            watchOverHeldBack();
        }
        return this;
    }

    /** All that this turn has for the client, as one write. @return whether more waits for the client than it should */
    private boolean send() {
        Outbox outbox = share.outbox();
        if (outbox.isEmpty()) {
            return false;
        }
        share.metrics().sent(outbox);
        connection.send(outbox.frames());
        outbox.clear();
        return connection.backedUp();
    }

    private void connect(ConnectRequest greeting) {
        Chance chance = share.chance();
        attachment = chance.attachment();
        share.replica()
                .tell(new ReplicaActor.Connect(
                        attachment,
                        greeting.lastZxidSeen(),
                        greeting.timeoutMillis(),
                        greeting.sessionId(),
                        greeting.secret(),
                        chance.sessionId(),
                        chance.secret(),
                        getContext().getSelf()));
    }

    /** A client that this peer does not read cannot be heard of: often enough, the peer speaks for it. */
    private void watchOverHeldBack() {
        timers.startSingleTimer(StillHeldBack.STILL, Duration.ofMillis(timeoutMillis / 4));
    }

    private void count() {
        int now = conversation.outstanding();
        if (now != outstanding) {
            share.metrics().outstanding().add(now - outstanding);
            outstanding = now;
        }
    }

    private Behavior<Object> onPostStop() {
        connection.closeUnlessLeaving();
        conversation.gone();
        share.metrics().outstanding().add(-outstanding);
        if (attachment != NO_ATTACHMENT) {
            share.replica().tell(new ReplicaActor.Disconnect(attachment));
        }
        return this;
    }

    /** Other sessions write to it too, and one of them may have failed in the middle of a turn. */
    private Outbox emptyOutbox() {
        share.outbox().clear();
        return share.outbox();
    }

    private long now() {
        return share.nanoTime().getAsLong();
    }
}
