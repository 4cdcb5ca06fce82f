package io.troupe.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ways between peers, each direction by itself, and the links upon them. A way is open or blocked: a full partition
 * blocks both directions between two groups, a one-way partition one of them, a bridge leaves one peer that reaches
 * both groups. Loss is what TCP makes of it: a link breaks and takes with it what was under way.
 */
final class VirtualNetwork {
    /**
     * Who is at the end of a link. An end learns of a link's state in its own time, and may be dead or paused
     * meanwhile.
     */
    interface Host {
        boolean listens();

        void linkUp(int peer, long incarnation);

        void linkDown(int peer, long incarnation);

        void frame(int peer, long incarnation, byte[] frame);
    }

    private final Schedule schedule;
    private final Chance chance;
    private final Trace trace;
    private final Host[] hosts;
    private final boolean[][] blocked;
    private final List<VirtualLink> links = new ArrayList<>();
    private final long latencyMicros;
    private long slowUntilMicros;
    private long slowMicros;
    private boolean ghosts;
    private long incarnations;

    /** Peers are numbered from 1 to {@code peers}. */
    VirtualNetwork(Schedule schedule, Chance chance, Trace trace, int peers) {
        this.schedule = schedule;
        this.chance = chance;
        this.trace = trace;
        hosts = new Host[peers + 1];
        blocked = new boolean[peers + 1][peers + 1];
        latencyMicros = chance.between(30, 2_000);
    }

    void attach(int peer, Host host) {
        hosts[peer] = host;
    }

    /** {@code dialer} wants a link to {@code acceptor}. What comes of it both ends hear from their hosts, or never. */
    void dial(int dialer, int acceptor) {
        schedule.afterMicros(latencyMicros(), () -> {
            if (isBlocked(dialer, acceptor) || isBlocked(acceptor, dialer)) {
                return;
            }
            if (!hosts[acceptor].listens() || !hosts[dialer].listens()) {
                return;
            }
            VirtualLink link = new VirtualLink(this, ++incarnations, dialer, acceptor);
            links.add(link);
            link.open();
        });
    }

    /**
     * {@code from} puts a frame on the link that it knows as {@code incarnation}; nobody gets it where that is gone. An
     * urgent frame may overtake what is still under way.
     */
    void send(int from, long incarnation, byte[] frame, boolean urgent) {
        for (VirtualLink link : links) {
            if (link.incarnation() == incarnation) {
                link.send(from, frame, urgent && chance.oneIn(3));
                return;
            }
        }
    }

    /** {@code from} closes its end; the other end hears of it in its turn, where the way is open. */
    void close(int from, long incarnation) {
        List.copyOf(links).stream()
                .filter(link -> link.incarnation() == incarnation)
                .forEach(link -> link.closeAt(from));
    }

    /** The process at this end is gone. With its power gone too, the other ends are told nothing. */
    void hostGone(int peer, boolean powerLost) {
        for (VirtualLink link : List.copyOf(links)) {
            if (link.touches(peer)) {
                if (powerLost) {
                    link.vanishAt(peer);
                } else {
                    link.closeAt(peer);
                }
            }
        }
    }

    /** Some link breaks: both ends hear of it, what was under way is lost. */
    void breakSome() {
        if (!links.isEmpty()) {
            VirtualLink link = chance.pick(links);
            trace.say("net", () -> "break " + link);
            link.breakOff();
        }
    }

    void block(int from, int to) {
        blocked[from][to] = true;
    }

    boolean isBlocked(int from, int to) {
        return blocked[from][to];
    }

    /** For a while every frame may take up to {@code extraMillis} longer. */
    void slowDown(long extraMillis, long forMillis) {
        slowMicros = extraMillis * 1000;
        slowUntilMicros = schedule.nowMicros() + forMillis * 1000;
    }

    /** Frames of a link that broke arrive once more later, as if a host on the way had kept them. */
    void allowGhosts() {
        ghosts = true;
    }

    /** All ways are open, as fast as ever, and frames of dead links stay dead. */
    void heal() {
        for (boolean[] row : blocked) {
            Arrays.fill(row, false);
        }
        slowUntilMicros = 0;
        ghosts = false;
        List.copyOf(links).forEach(VirtualLink::unblock);
    }

    Schedule schedule() {
        return schedule;
    }

    Host host(int peer) {
        return hosts[peer];
    }

    long latencyMicros() {
        long micros = latencyMicros / 2 + chance.between(0, latencyMicros);
        if (chance.oneIn(50)) {
            micros += chance.between(0, 20 * latencyMicros);
        }
        return schedule.nowMicros() < slowUntilMicros ? micros + chance.between(0, slowMicros) : micros;
    }

    void forget(VirtualLink link) {
        links.remove(link);
    }

    /** What a broken link carried last is seen again, when nobody wants it any more. */
    void linger(int from, int to, long incarnation, List<byte[]> frames) {
        if (!ghosts || frames.isEmpty()) {
            return;
        }
        schedule.afterMicros(chance.between(0, 3_000_000), () -> {
            if (hosts[to].listens()) {
                trace.say("net", () -> frames.size() + " late frames of link " + incarnation + " reach p" + to);
                frames.forEach(frame -> hosts[to].frame(from, incarnation, frame));
            }
        });
    }
}
