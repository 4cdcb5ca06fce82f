package io.troupe.simulation;

/**
 * One schedule from one seed: peers and clients live through faults, then through quiet in which all must come to rest.
 * Time is virtual and everything happens in this thread, so the same seed gives the same run, step by step.
 */
final class Simulation {
    /** From the last fault until every client has been served and every replica has everything. */
    static final long PROGRESS_WITHIN_MILLIS = 60_000;

    /** By then even the last fault has been noticed by those whom it concerns. */
    private static final long NOTICED_AFTER_MILLIS = 3_000;

    private static final long STABLE_FOR_MILLIS = 4_000;

    private static final int ANSWERS_AFTER_FAULTS = 5;

    /** What a schedule that went well amounted to. */
    record Summary(long seed, long steps, long virtualMillis, int batches, int writes) {}

    private final long seed;
    private final Chance chance;
    private final Profile profile;
    private final World world;

    private Simulation(long seed, Profile profile, Seams seams, boolean printing) {
        this.seed = seed;
        this.profile = profile;
        chance = Chance.of(seed).stream("faults");
        world = new World(seed, profile.tuning(), profile.clients(), seams, printing);
    }

    /** @throws SimulationFailed where a promise is broken */
    static Summary run(long seed, Seams seams, boolean printing) {
        return run(seed, Profile.of(Chance.of(seed).stream("profile")), seams, printing);
    }

    /** @throws SimulationFailed where a promise is broken */
    static Summary run(long seed, Profile profile, Seams seams, boolean printing) {
        Simulation simulation = new Simulation(seed, profile, seams, printing);
        try {
            return simulation.run();
        } catch (RuntimeException | AssertionError broken) {
            throw new SimulationFailed(seed, simulation.world.schedule().steps(), broken);
        }
    }

    private Summary run() {
        world.trace().say("all", () -> "seed " + seed + ": " + profile);
        world.peers().forEach(peer -> world.schedule().afterMillis(chance.between(0, 500), peer::start));
        world.clients().forEach(SimulatedClient::start);
        world.schedule().afterMillis(chance.between(0, 2_000), this::strike);
        world.runFor(profile.faultsForMillis());
        world.heal();
        awaitProgress();
        requireStability();
        awaitRest();
        return new Summary(
                seed,
                world.schedule().steps(),
                world.schedule().nowMillis(),
                world.checkers().order().size(),
                world.checkers().ledger().writes());
    }

    private void strike() {
        if (world.schedule().nowMillis() < profile.faultsForMillis()) {
            Fault fault = chance.pick(profile.faults().stream().toList());
            world.trace().say("all", () -> "fault: " + fault);
            fault.strike(world, chance);
            world.schedule().afterMillis(chance.between(0, 2 * profile.gapMillis()), this::strike);
        }
    }

    private void awaitProgress() {
        world.runFor(NOTICED_AFTER_MILLIS);
        world.clients().forEach(SimulatedClient::countAnew);
        boolean served = world.runUntil(
                world.schedule().nowMillis() + PROGRESS_WITHIN_MILLIS,
                () -> world.clients().stream().allMatch(client -> client.answers() >= ANSWERS_AFTER_FAULTS)
                        && world.peers().stream().allMatch(SimulatedPeer::isEstablished));
        if (!served) {
            throw new InvariantBroken("progress", "a client is not served, or a peer not in: " + world.peers());
        }
    }

    /** Nobody who works is deposed for nothing (ZOOKEEPER-4685). */
    private void requireStability() {
        int epochs = world.checkers().epochLeaders().count();
        world.runFor(STABLE_FOR_MILLIS);
        if (world.checkers().epochLeaders().count() != epochs) {
            throw new InvariantBroken("stability", "the leader changed although nothing was wrong: " + world.peers());
        }
    }

    private void awaitRest() {
        world.clients().forEach(SimulatedClient::stop);
        CommittedOrder order = world.checkers().order();
        boolean atRest = world.runUntil(
                world.schedule().nowMillis() + PROGRESS_WITHIN_MILLIS,
                () -> world.clients().stream().noneMatch(SimulatedClient::waits)
                        && world.peers().stream().allMatch(peer -> peer.appliedZxid() == order.lastZxid()));
        if (!atRest) {
            throw new InvariantBroken("progress", "the replicas do not meet: " + world.peers());
        }
    }
}
