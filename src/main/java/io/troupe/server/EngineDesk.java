package io.troupe.server;

import io.troupe.admin.EngineView;
import io.troupe.admin.PeerStatus;
import io.troupe.metrics.Metrics;
import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import io.troupe.peer.Facts;
import io.troupe.peer.PeerObserver.Role;
import io.troupe.peer.ReplicaActor;
import io.troupe.peer.ReplicaActor.SessionsHeld;
import io.troupe.session.ClientsActor;
import io.troupe.session.SessionMetrics;
import io.troupe.tree.Answer;
import io.troupe.tree.ClientEvent;
import io.troupe.wire.ByteReader;
import io.troupe.wire.ReplyDecoder;
import io.troupe.wire.ServerReport;
import io.troupe.wire.ServerSettings;
import io.troupe.zab.LeaderReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Where the control plane asks: turns its questions into messages to the engine's actors, each with a deadline. */
class EngineDesk implements EngineView {
    private static final List<String> SHOWN_PROPERTIES = List.of(
            "java.version",
            "java.vendor",
            "java.home",
            "java.class.path",
            "java.library.path",
            "java.io.tmpdir",
            "os.name",
            "os.arch",
            "os.version",
            "user.name",
            "user.home",
            "user.dir");

    private final PeerConfig config;
    private final Environment environment;
    private final ActorSystem<EngineActor.Command> engine;
    private final RoleBoard board;
    private final Metrics metrics;
    private final SessionMetrics clientMetrics;
    private final Duration deadline;

    EngineDesk(
            PeerConfig config,
            Environment environment,
            ActorSystem<EngineActor.Command> engine,
            RoleBoard board,
            Metrics metrics,
            Duration deadline) {
        this.config = config;
        this.environment = environment;
        this.engine = engine;
        this.board = board;
        this.metrics = metrics;
        this.clientMetrics = SessionMetrics.of(metrics);
        this.deadline = deadline;
    }

    private <T> CompletionStage<T> ask(Function<ActorRef<T>, EngineActor.Command> question) {
        return AskPattern.ask(engine, question::apply, deadline, engine.scheduler());
    }

    CompletionStage<Facts> facts() {
        return ask(replyTo -> new EngineActor.ToReplica(new ReplicaActor.ReportFacts(replyTo)));
    }

    @Override
    public CompletionStage<PeerStatus> status() {
        return facts().thenApply(this::status);
    }

    private PeerStatus status(Facts facts) {
        RoleBoard.View view = board.view();
        LeaderReport followers = view.followers();
        boolean leads = view.role() == Role.LEADING;
        return new PeerStatus(
                config.myid(),
                view.role().name(),
                view.epoch(),
                view.logRead(),
                facts.zxid(),
                view.uptimeMillis(),
                view.roleMillis(),
                clientMetrics.connections().value(),
                clientMetrics.outstanding().value(),
                facts.sessions(),
                facts.nodes(),
                facts.watches(),
                leads ? followers.learners() : 0,
                leads ? followers.synced() : 0,
                Release.announced(),
                config.client().toString(),
                "",
                0);
    }

    @Override
    public CompletionStage<Optional<ServerReport>> report() {
        return facts().thenApply(facts -> board.standing()
                .map(standing -> clientMetrics.report(Release.announced(), standing, facts, List.of())));
    }

    @Override
    public CompletionStage<ClientsActor.Clients> clients() {
        return ask(EngineActor.ListClients::new);
    }

    @Override
    public CompletionStage<SessionsHeld> sessions(long afterId, int max) {
        return ask(replyTo -> new EngineActor.ToReplica(new ReplicaActor.ReportSessions(afterId, max, replyTo)));
    }

    @Override
    public CompletionStage<Seen> look(Request.Read read) {
        long looker = environment.randomLong();
        CompletionStage<ClientEvent> answer =
                ask(replyTo -> new EngineActor.ToReplica(new ReplicaActor.Look(looker, read, replyTo)));
        return answer.thenApply(event -> seen(read, event));
    }

    private static Seen seen(Request.Read read, ClientEvent event) {
        if (event instanceof ClientEvent.Answers answers && answers.answers().get(0) instanceof Answer.Reply reply) {
            byte[] body = reply.body();
            return body == null
                    ? new Seen(reply.error(), Optional.empty())
                    : new Seen(ErrorCode.OK, Optional.of(ReplyDecoder.body(read.opCode(), new ByteReader(body))));
        }
        throw new IllegalStateException("a look is answered by one reply, not by " + event);
    }

    @Override
    public ServerSettings settings() {
        return PeerWiring.conf(config);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("zookeeper.version", Release.announced());
        SHOWN_PROPERTIES.forEach(name ->
                environment.property(name).ifPresent(value -> shown.put(name.replace('_', '.'), value)));
        shown.put("os.processors", Integer.toString(environment.processors()));
        return shown;
    }

    @Override
    public String metrics() {
        return metrics.exposition();
    }

    @Override
    public long monotonicMillis() {
        return environment.monotonicMillis();
    }
}
