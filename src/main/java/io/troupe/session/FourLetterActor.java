package io.troupe.session;

import io.troupe.peer.Facts;
import io.troupe.peer.ReplicaActor;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.FourLetterAnswer;
import io.troupe.wire.FourLetterWord;
import io.troupe.wire.ServerReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's session becomes whose first four bytes are a word: gathers what the word asks for, answers, and
 * ends. Whoever does not tell in time is left out.
 */
final class FourLetterActor extends AbstractBehavior<Object> {
    /**
     * Who knows what the words ask for. {@code standing} is empty while the peer does not serve; any thread may ask.
     */
    record Sources(Supplier<Optional<Standing>> standing, ActorRef<? super ListenerActor.Describe> listener) {}

    /** How many lines of {@link ServerReport.Client} come. */
    record Connections(int count) {}

    private enum Overdue {
        OVERDUE
    }

    private final FourLetterWord word;
    private final ConnectionHandler connection;
    private final LoopShare share;
    private final Standing standing;
    private final List<ServerReport.Client> clients = new ArrayList<>();
    private int clientsExpected;
    private @Nullable Facts facts;

    static Behavior<Object> answer(
            FourLetterWord word, ConnectionHandler connection, LoopShare share, Sources sources) {
        if (!word.answered() || !share.settings().words().contains(word)) {
            return say(FourLetterAnswer.ofNotEnabled(word), connection);
        }
        Optional<Standing> standing = sources.standing().get();
        if (standing.isEmpty()) {
            return say(FourLetterAnswer.ofNotServing(word), connection);
        }
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            FourLetterActor gathering = new FourLetterActor(context, word, connection, share, standing.get());
            gathering.ask(sources, timers);
            return gathering;
        }));
    }

    private FourLetterActor(
            ActorContext<Object> context,
            FourLetterWord word,
            ConnectionHandler connection,
            LoopShare share,
            Standing standing) {
        super(context);
        this.word = word;
        this.connection = connection;
        this.share = share;
        this.standing = standing;
    }

    private void ask(Sources sources, TimerScheduler<Object> timers) {
        ActorRef<Object> self = getContext().getSelf();
        share.replica().tell(new ReplicaActor.ReportFacts(self));
        if (word == FourLetterWord.STAT) {
            clientsExpected = Integer.MAX_VALUE;
            sources.listener().tell(new ListenerActor.Describe(self));
        }
        timers.startSingleTimer(
                Overdue.OVERDUE, Duration.ofMillis(share.settings().limits().reportMillis()));
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(Facts.class, this::onFacts)
                .onMessage(Connections.class, this::onConnections)
                .onMessage(ServerReport.Client.class, this::onClient)
                .onMessage(SessionActor.Describe.class, this::onDescribe)
                .onMessageEquals(Overdue.OVERDUE, this::onOverdue)
                .onMessageEquals(SessionActor.Gone.GONE, Behaviors::stopped)
                .onSignal(PostStop.class, stopped -> onPostStop())
                .build();
    }

    private Behavior<Object> onFacts(Facts told) {
        facts = told;
        return sayWhenComplete();
    }

    private Behavior<Object> onConnections(Connections told) {
        clientsExpected = told.count();
        return sayWhenComplete();
    }

    private Behavior<Object> onClient(ServerReport.Client client) {
        clients.add(client);
        return sayWhenComplete();
    }

    /** Who asks is a connection too. */
    private Behavior<Object> onDescribe(SessionActor.Describe asked) {
        asked.replyTo().tell(connection.describe(0, 1, 0));
        return this;
    }

    private Behavior<Object> sayWhenComplete() {
        return facts != null && clients.size() >= clientsExpected ? sayReport(facts) : this;
    }

    private Behavior<Object> onOverdue() {
        return facts == null ? say(FourLetterAnswer.ofNotServing(word), connection) : sayReport(facts);
    }

    private Behavior<Object> sayReport(Facts told) {
        ServerReport report = share.metrics().report(share.settings().version(), standing, told, clients);
        return say(FourLetterAnswer.of(word, report, share.settings().conf()), connection);
    }

    private Behavior<Object> onPostStop() {
        connection.closeUnlessLeaving();
        return this;
    }

    private static Behavior<Object> say(String answer, ConnectionHandler connection) {
        ByteWriter text = new ByteWriter();
        text.writeRaw(answer.getBytes(StandardCharsets.UTF_8));
        connection.send(text);
        connection.closeWhenSent();
        return Behaviors.stopped();
    }
}
