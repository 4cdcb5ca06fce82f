package io.troupe.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;

/**
 * Tells the other control planes what this peer is, hears what they are, and lets the cluster follow ZAB: a leader
 * joins the cluster of whoever is in one, itself only if nobody is, and all others join the leader. It stops, and its
 * actor system with it, where only a new start helps. The others say what they are as text, so the command is no type
 * of ours.
 */
final class MembershipActor extends AbstractBehavior<Object> {
    /** This actor is the root of its actor system. */
    private static final String GUARDIAN = "/user";

    private static final int TICKS_OF_PATIENCE = 3;

    private enum Tick {
        TICK
    }

    /** Answered by {@link Ensemble}. */
    record Show(ActorRef<Ensemble> replyTo) {}

    /** Where the management endpoint listens, for the others to show. */
    record Reachable(String adminAddress) {}

    private record OwnStatus(PeerStatus status) {}

    private record NoStatus(String reason) {}

    private final AdminSettings settings;
    private final EngineView engine;
    private final Runnable startAgain;
    private final Cluster cluster;
    private final Watchboard board;
    private String adminAddress = "";
    private long leadingTicks;
    private long islandSinceMillis = -1;

    static Behavior<Object> create(AdminSettings settings, EngineView engine, Runnable startAgain) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, Duration.ZERO, settings.tick());
            return new MembershipActor(context, settings, engine, startAgain);
        }));
    }

    private MembershipActor(
            ActorContext<Object> context, AdminSettings settings, EngineView engine, Runnable startAgain) {
        super(context);
        this.settings = settings;
        this.engine = engine;
        this.startAgain = startAgain;
        this.cluster = Cluster.get(context.getSystem());
        this.board = new Watchboard(
                settings.myid(),
                settings.controls().keySet(),
                TICKS_OF_PATIENCE * settings.tick().toMillis());
        Adapter.toClassic(context.getSystem())
                .eventStream()
                .subscribe(Adapter.toClassic(context.getSelf()), ThisActorSystemQuarantinedEvent.class);
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(String.class, this::onTold)
                .onMessageEquals(Tick.TICK, this::onTick)
                .onMessage(OwnStatus.class, this::onOwnStatus)
                .onMessage(NoStatus.class, this::onNoStatus)
                .onMessage(Show.class, this::onShow)
                .onMessage(Reachable.class, this::onReachable)
                .onMessage(ThisActorSystemQuarantinedEvent.class, this::onQuarantined)
                .build();
    }

    private Behavior<Object> onTold(String json) {
        try {
            board.heard(Json.read(json, PeerStatus.class), engine.monotonicMillis());
        } catch (JsonProcessingException e) {
            getContext().getLog().warn("Another control plane told what cannot be read: {}", e.getOriginalMessage());
        }
        return this;
    }

    private Behavior<Object> onTick() {
        getContext()
                .pipeToSelf(
                        engine.status(),
                        (status, failure) ->
                                failure == null ? new OwnStatus(status) : new NoStatus(String.valueOf(failure)));
        return this;
    }

    private Behavior<Object> onOwnStatus(OwnStatus own) {
        PeerStatus status = own.status.with(adminAddress, joined() ? uid(cluster.selfMember()) : 0);
        board.heard(status, engine.monotonicMillis());
        tellOthers(Json.text(status));
        leadingTicks = status.leads() ? leadingTicks + 1 : 0;
        follow(status);
        return this;
    }

    /** The engine is on its way up or down, or busy: it is left alone. */
    private Behavior<Object> onNoStatus(NoStatus none) {
        getContext().getLog().debug("The engine has not told what it is: {}", none.reason);
        return this;
    }

    private void tellOthers(String json) {
        settings.controls().keySet().stream()
                .filter(peer -> peer != settings.myid())
                .forEach(peer -> Adapter.toClassic(getContext().getSystem())
                        .actorSelection(addressOf(peer) + GUARDIAN)
                        .tell(json, org.apache.pekko.actor.ActorRef.noSender()));
    }

    private void follow(PeerStatus me) {
        long now = engine.monotonicMillis();
        OptionalInt leader = board.leader(now);
        if (joined()) {
            watchForIsland(leader, now);
        } else if (me.leads()) {
            joinAsLeader(now);
        } else if (leader.isPresent()) {
            join(leader.getAsInt());
        }
    }

    /** Who has not said within a few ticks what it is may be gone; if it is not, it comes here by itself. */
    private void joinAsLeader(long now) {
        Optional<Integer> member = board.inCluster(now).stream().findFirst();
        if (member.isPresent()) {
            join(member.get());
        } else if (board.allKnown(now) || leadingTicks > TICKS_OF_PATIENCE) {
            join(settings.myid());
        }
    }

    private void join(int peer) {
        getContext().getLog().debug("Joining the cluster of peer {}", peer);
        cluster.manager().tell(Join.create(addressOf(peer)));
    }

    private void watchForIsland(OptionalInt leader, long now) {
        boolean lacksLeader = leader.isPresent()
                && board.fresh(leader.getAsInt(), now)
                        .filter(status -> status.memberUid() != 0 && !hasMember(status.memberUid()))
                        .isPresent()
                && leader.getAsInt() != settings.myid();
        if (!lacksLeader) {
            islandSinceMillis = -1;
        } else if (islandSinceMillis < 0) {
            islandSinceMillis = now;
        } else if (now - islandSinceMillis >= settings.islandPatience().toMillis()) {
            getContext()
                    .getLog()
                    .warn("The control plane is in a cluster without the leader, peer {}; it starts again", leader);
            startAgain.run();
        }
    }

    private boolean hasMember(long uid) {
        ClusterEvent.CurrentClusterState state = cluster.state();
        for (Member member : state.getMembers()) {
            if (uid(member) == uid) {
                return true;
            }
        }
        return false;
    }

    private static long uid(Member member) {
        return member.uniqueAddress().longUid();
    }

    private boolean joined() {
        MemberStatus status = cluster.selfMember().status();
        return status == MemberStatus.up() || status == MemberStatus.weaklyUp() || status == MemberStatus.joining();
    }

    private Address addressOf(int peer) {
        AdminSettings.Control control = settings.controls().get(peer);
        if (control == null) {
            throw new IllegalArgumentException("there is no peer " + peer);
        }
        return AddressFromURIString.parse("pekko://" + ControlPlane.SYSTEM + "@" + bracketed(control.host()) + ":"
                + (control.port() == 0 ? ownPort() : control.port()));
    }

    /** Of a stand-alone peer, which takes any. */
    private int ownPort() {
        return cluster.selfMember().address().getPort().orElse(0);
    }

    static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private Behavior<Object> onShow(Show show) {
        show.replyTo.tell(board.ensemble(engine.monotonicMillis()));
        return this;
    }

    private Behavior<Object> onReachable(Reachable reachable) {
        adminAddress = reachable.adminAddress;
        return this;
    }

    private Behavior<Object> onQuarantined(ThisActorSystemQuarantinedEvent event) {
        getContext().getLog().warn("The control plane is quarantined by {}; it starts again", event.remoteAddress());
        startAgain.run();
        return this;
    }
}
