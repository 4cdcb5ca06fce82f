package io.troupe.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One connection between two peers: a pipe each way, and an end at each. The ends close one by one, as TCP's do, so for
 * a while one side may hold for alive what the other has given up.
 */
final class VirtualLink {
    private static final byte[] OPENED = {};
    private static final byte[] CLOSED = {};
    private static final int FRAMES_LINGERING_MAX = 20;

    private final VirtualNetwork network;
    private final long incarnation;
    private final int dialer;
    private final int acceptor;
    private final Pipe<byte[]> toDialer;
    private final Pipe<byte[]> toAcceptor;
    private final Deque<byte[]> sentToDialer = new ArrayDeque<>();
    private final Deque<byte[]> sentToAcceptor = new ArrayDeque<>();
    private boolean openAtDialer = true;
    private boolean openAtAcceptor = true;
    private boolean dialerHasHeard;

    VirtualLink(VirtualNetwork network, long incarnation, int dialer, int acceptor) {
        this.network = network;
        this.incarnation = incarnation;
        this.dialer = dialer;
        this.acceptor = acceptor;
        toDialer = pipe(acceptor, dialer);
        toAcceptor = pipe(dialer, acceptor);
    }

    private Pipe<byte[]> pipe(int from, int to) {
        return new Pipe<>(
                network.schedule(),
                network::latencyMicros,
                () -> network.isBlocked(from, to),
                frame -> arrive(from, to, frame));
    }

    long incarnation() {
        return incarnation;
    }

    boolean touches(int peer) {
        return peer == dialer || peer == acceptor;
    }

    boolean isOpenAt(int peer) {
        return peer == dialer ? openAtDialer : openAtAcceptor;
    }

    /** The acceptor has it at once; the dialer with the first thing that comes back. */
    void open() {
        toDialer.send(OPENED);
        network.host(acceptor).linkUp(dialer, incarnation);
    }

    /** A frame that is {@code first} overtakes what is under way. */
    void send(int from, byte[] frame, boolean first) {
        if (!isOpenAt(from)) {
            return;
        }
        remember(from == dialer ? sentToAcceptor : sentToDialer, frame);
        Pipe<byte[]> pipe = pipeTo(other(from));
        if (first && dialerHasHeard) {
            pipe.sendFirst(frame);
        } else {
            pipe.send(frame);
        }
    }

    void unblock() {
        toDialer.unblock();
        toAcceptor.unblock();
    }

    /** The end gives the link up; what it had sent before still arrives, then the other end hears of it. */
    void closeAt(int peer) {
        if (isOpenAt(peer)) {
            pipeTo(other(peer)).send(CLOSED);
            vanishAt(peer);
        }
    }

    /** The end is gone without a word; what was on its way to it is lost. */
    void vanishAt(int peer) {
        if (peer == dialer) {
            openAtDialer = false;
        } else {
            openAtAcceptor = false;
        }
        pipeTo(peer).cut();
        Deque<byte[]> sent = peer == dialer ? sentToDialer : sentToAcceptor;
        network.linger(other(peer), peer, incarnation, List.copyOf(sent));
        forgetWhenClosed();
    }

    /** The last frames, arrived or not: a host on the way may have them still. */
    private static void remember(Deque<byte[]> sent, byte[] frame) {
        if (sent.size() == FRAMES_LINGERING_MAX) {
            sent.removeFirst();
        }
        sent.addLast(frame);
    }

    /** Breaks in the middle: both ends hear of it, and nothing that was under way arrives. */
    void breakOff() {
        for (int peer : new int[] {dialer, acceptor}) {
            if (isOpenAt(peer)) {
                vanishAt(peer);
                network.schedule()
                        .afterMicros(
                                network.latencyMicros(),
                                () -> network.host(peer).linkDown(other(peer), incarnation));
            }
        }
    }

    private void arrive(int from, int to, byte[] frame) {
        if (frame == OPENED) {
            dialerHasHeard = true;
            network.host(to).linkUp(from, incarnation);
        } else if (frame != CLOSED) {
            network.host(to).frame(from, incarnation, frame);
        } else if (isOpenAt(to)) {
            vanishAt(to);
            network.host(to).linkDown(from, incarnation);
        }
    }

    private void forgetWhenClosed() {
        if (!openAtDialer && !openAtAcceptor) {
            // Nothing is sent any more, but a farewell may still be under way: pipes live on in the schedule.
            network.forget(this);
        }
    }

    private int other(int peer) {
        return peer == dialer ? acceptor : dialer;
    }

    private Pipe<byte[]> pipeTo(int peer) {
        return peer == dialer ? toDialer : toAcceptor;
    }

    @Override
    public String toString() {
        return "link " + incarnation + " p" + dialer + "-p" + acceptor;
    }
}
