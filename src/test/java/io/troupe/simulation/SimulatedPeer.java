package io.troupe.simulation;

import io.troupe.journal.DiskTwin;
import io.troupe.zab.Now;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A machine with a disk and clocks, and the one process that may run on it. The process can be paused, in which case
 * all that would have reached it waits; when it dies all that it had asked for is void, and only the disk remains.
 */
final class SimulatedPeer implements VirtualNetwork.Host {
    /** Thrown by a process that can go on no longer. */
    static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exit(String why) {
            super(why, null, false, false);
        }
    }

    private static final long SOME_DAY_MILLIS = 1_700_000_000_000L;

    private final int id;
    private final World world;
    private final Chance chance;
    private final Seams seams;
    private final DiskTwin twin = new DiskTwin();
    private final DiskFaults faults;
    private final List<Runnable> held = new ArrayList<>();
    private long wallOffsetMillis = SOME_DAY_MILLIS;
    private long monotonicOffsetMillis;
    private long boots;
    private boolean paused;
    private long runningSinceMillis;
    private PeerProcess process;

    SimulatedPeer(int id, World world, Chance chance, Seams seams) {
        this.id = id;
        this.world = world;
        this.chance = chance;
        this.seams = seams;
        this.faults = new DiskFaults(world.schedule(), chance.stream("disk"));
    }

    int id() {
        return id;
    }

    World world() {
        return world;
    }

    Seams seams() {
        return seams;
    }

    Chance chance() {
        return chance;
    }

    DiskFaults disk() {
        return faults;
    }

    /** Counts the processes that ran here. */
    long boots() {
        return boots;
    }

    /** A process starts, where none runs. */
    void start() {
        if (process != null) {
            return;
        }
        boots++;
        monotonicOffsetMillis = chance.between(0, 1_000_000_000);
        say(() -> "starts");
        twin.strike(faults);
        process = new PeerProcess(this, seams.disk(twin));
        later(0, process::begin);
    }

    /** The process dies, with the power of its machine or by itself. */
    void crash(boolean powerLost) {
        if (process == null) {
            return;
        }
        say(() -> powerLost ? "loses its power" : "dies");
        process.gone();
        process = null;
        paused = false;
        held.clear();
        if (powerLost) {
            twin.powerLoss(chance.any());
        } else {
            twin.crash();
        }
        network().hostGone(id, powerLost);
    }

    void pause() {
        if (process != null) {
            say(() -> "is paused");
            paused = true;
        }
    }

    void resume() {
        if (paused) {
            say(() -> "goes on");
            paused = false;
            runningSinceMillis = world.schedule().nowMillis();
            List<Runnable> due = List.copyOf(held);
            held.clear();
            due.forEach(Runnable::run);
        }
    }

    void jumpWallClock(long millis) {
        wallOffsetMillis += millis;
    }

    void heal() {
        faults.heal();
        resume();
        start();
    }

    Now now() {
        long millis = world.schedule().nowMillis();
        return new Now(millis + monotonicOffsetMillis, millis + wallOffsetMillis);
    }

    /** For the process that runs now: {@code event} happens to it after a while, unless it is gone by then. */
    void later(long delayMicros, Runnable event) {
        long boot = boots;
        world.schedule().afterMicros(delayMicros, () -> deliver(boot, event));
    }

    private void deliver(long boot, Runnable event) {
        if (process == null || boots != boot) {
            return;
        }
        if (paused) {
            held.add(() -> deliver(boot, event));
            return;
        }
        try {
            event.run();
        } catch (DiskTwin.Died died) {
            faults.died();
        } catch (Exit exit) {
            exit(exit.getMessage());
        }
    }

    private void deliver(Runnable event) {
        deliver(boots, event);
    }

    /** The process ends itself, with a word to its operator; somebody starts it again. */
    private void exit(String why) {
        say(() -> "ends: " + why);
        crash(false);
        world.schedule().afterMillis(chance.between(100, 4_000), this::start);
    }

    /** It has neither been down nor been paused for so long. */
    boolean hasWorkedFor(long millis) {
        return process != null && !paused && world.schedule().nowMillis() - runningSinceMillis >= millis;
    }

    boolean accepts() {
        return process != null;
    }

    void fromClient(ClientConnection from, ClientMessage message) {
        if (process == null) {
            from.closeAtPeer();
        } else {
            deliver(() -> process.fromClient(from, message));
        }
    }

    @Override
    public boolean listens() {
        return process != null;
    }

    @Override
    public void linkUp(int peer, long incarnation) {
        deliver(() -> process.links().up(peer, incarnation));
    }

    @Override
    public void linkDown(int peer, long incarnation) {
        deliver(() -> process.links().down(peer, incarnation));
    }

    @Override
    public void frame(int peer, long incarnation, byte[] frame) {
        deliver(() -> process.links().frame(peer, incarnation, frame));
    }

    /** It leads, or was elected to. */
    boolean meansToLead() {
        return process != null && process.meansToLead();
    }

    /** It leads or follows in an epoch that a quorum has entered. */
    boolean isEstablished() {
        return process != null && process.isEstablished();
    }

    boolean leads() {
        return process != null && process.leads();
    }

    long appliedZxid() {
        return process == null ? -1 : process.appliedZxid();
    }

    VirtualNetwork network() {
        return world.network();
    }

    void say(Supplier<String> what) {
        world.trace().say("p" + id, what);
    }

    @Override
    public String toString() {
        return "p" + id + (process == null ? " is down" : paused ? " is paused" : " " + process);
    }
}
