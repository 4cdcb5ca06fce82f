package io.troupe.simulation;

import io.troupe.journal.DiskFault;
import io.troupe.journal.DiskFault.Call;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a machine's disk, and how long its calls take. */
final class DiskFaults implements DiskFault.Source {
    private static final int NEVER = -1;
    private static final long CALL_MICROS = 20;
    private static final Set<Call> FORCES = EnumSet.of(Call.FORCE, Call.FORCE_DIRECTORY);
    private static final Set<Call> LOOKS = EnumSet.of(Call.LIST, Call.OPEN, Call.READ);

    private final Schedule schedule;
    private final Chance chance;
    private final long forceMicros;
    private int callsUntilDeath = NEVER;
    private int callsUntilFailure = NEVER;
    private Runnable onDeath;
    private long slowMicros;
    private long slowUntilMicros;
    private long spentMicros;

    DiskFaults(Schedule schedule, Chance chance) {
        this.schedule = schedule;
        this.chance = chance;
        forceMicros = chance.pick(List.of(100L, 400L, 2_000L, 10_000L));
    }

    /** After so many calls that change something the process dies, before, in the middle of, or after the next. */
    void dieAfterCalls(int calls, Runnable how) {
        callsUntilDeath = calls;
        onDeath = how;
    }

    /** After so many calls that change something the next one fails. */
    void failAfterCalls(int calls) {
        callsUntilFailure = calls;
    }

    void slowDown(long extraMillis, long forMillis) {
        slowMicros = extraMillis * 1000;
        slowUntilMicros = schedule.nowMicros() + forMillis * 1000;
    }

    void heal() {
        callsUntilDeath = NEVER;
        callsUntilFailure = NEVER;
        slowUntilMicros = 0;
    }

    /** A call has ended in the death of its process: what was to happen then happens. */
    void died() {
        onDeath.run();
    }

    @Override
    public DiskFault next(Call call, String file) {
        if (LOOKS.contains(call)) {
            return DiskFault.None.NONE;
        }
        spend(call);
        if (callsUntilDeath >= 0 && callsUntilDeath-- == 0) {
            return new DiskFault.Die(chance.below(2) * chance.below(300));
        }
        if (callsUntilFailure >= 0 && callsUntilFailure-- == 0) {
            return chance.oneIn(2) ? new DiskFault.Fail() : new DiskFault.Full(chance.below(100));
        }
        return call == Call.WRITE && chance.oneIn(20)
                ? new DiskFault.Short(1 + chance.below(100))
                : DiskFault.None.NONE;
    }

    private void spend(Call call) {
        boolean forces = FORCES.contains(call);
        spentMicros += chance.between(1, 2 * (forces ? forceMicros : CALL_MICROS));
        if (forces && schedule.nowMicros() < slowUntilMicros) {
            spentMicros += chance.between(slowMicros / 2, slowMicros);
        }
    }

    /** How long the calls since the last question took. */
    long takeSpentMicros() {
        long spent = spentMicros;
        spentMicros = 0;
        return spent;
    }
}
