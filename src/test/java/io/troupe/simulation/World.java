package io.troupe.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Everything of one schedule: peers and clients, what lies between them, and who watches them. */
final class World {
    private final Schedule schedule = new Schedule();
    private final Tuning tuning;
    private final Trace trace;
    private final VirtualNetwork network;
    private final Checkers checkers;
    private final List<SimulatedPeer> peers = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();

    World(long seed, Tuning tuning, int clients, Seams seams, boolean printing) {
        this.tuning = tuning;
        int peers = tuning.peers();
        Chance chance = Chance.of(seed);
        trace = new Trace(schedule, printing);
        network = new VirtualNetwork(schedule, chance.stream("network"), trace, peers);
        checkers = new Checkers(peers, schedule);
        for (int id = 1; id <= peers; id++) {
            SimulatedPeer peer = new SimulatedPeer(id, this, chance.stream("peer " + id), seams);
            this.peers.add(peer);
            network.attach(id, peer);
        }
        for (int number = 1; number <= clients; number++) {
            this.clients.add(new SimulatedClient(number, this, chance.stream("client " + number), checkers.ledger()));
        }
    }

    Tuning tuning() {
        return tuning;
    }

    Schedule schedule() {
        return schedule;
    }

    Trace trace() {
        return trace;
    }

    VirtualNetwork network() {
        return network;
    }

    Checkers checkers() {
        return checkers;
    }

    List<SimulatedPeer> peers() {
        return peers;
    }

    SimulatedPeer peer(int id) {
        return peers.get(id - 1);
    }

    List<SimulatedClient> clients() {
        return clients;
    }

    List<Integer> shuffledPeers(Chance chance) {
        List<Integer> order = new ArrayList<>();
        for (int id = 1; id <= peers.size(); id++) {
            order.add(chance.below(order.size() + 1), id);
        }
        return order;
    }

    /** Lets events happen until {@code millis} have passed. */
    void runFor(long millis) {
        runUntil(schedule.nowMillis() + millis, () -> false);
    }

    /** Lets events happen until {@code over} or until the time is up. Returns whether it is over. */
    boolean runUntil(long untilMillis, BooleanSupplier over) {
        while (!schedule.isOver() && schedule.nextMicros() <= untilMillis * 1000) {
            schedule.step();
            if (over.getAsBoolean()) {
                return true;
            }
        }
        return over.getAsBoolean();
    }

    /** The last fault is over: what was broken is mended, who was down is started. */
    void heal() {
        trace.say("all", () -> "no more faults");
        network.heal();
        peers.forEach(SimulatedPeer::heal);
    }
}
