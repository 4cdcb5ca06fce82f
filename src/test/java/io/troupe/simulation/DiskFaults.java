package io.troupe.simulation;

import java.io.IOException;

/** What is wrong with a machine's disk, and how long its calls take. */
final class DiskFaults {
    static final long NAME_MICROS = 20;
    static final long WRITE_MICROS = 15;
    static final long FORCE_MICROS = 400;

    private static final int NEVER = -1;

    private final Schedule schedule;
    private final Chance chance;
    private int callsUntilCrash = NEVER;
    private int callsUntilFailure = NEVER;
    private Runnable onCrash;
    private long slowMicros;
    private long slowUntilMicros;
    private long spentMicros;

    DiskFaults(Schedule schedule, Chance chance) {
        this.schedule = schedule;
        this.chance = chance;
    }

    /** After so many calls that change something the process dies, before or in the middle of the next. */
    void crashAfterCalls(int calls, Runnable how) {
        callsUntilCrash = calls;
        onCrash = how;
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
        callsUntilCrash = NEVER;
        callsUntilFailure = NEVER;
        slowUntilMicros = 0;
    }

    /** The next call dies with a part of its work done. */
    boolean tears() {
        return (callsUntilCrash == 0 || callsUntilFailure == 0) && chance.oneIn(2);
    }

    int below(int bound) {
        return bound < 1 ? 0 : chance.below(bound);
    }

    /** A call that changes something. Spends its time; may fail, or let the process die. */
    void strike(long costMicros) throws IOException {
        spentMicros += costMicros / 2 + chance.between(0, costMicros);
        if (schedule.nowMicros() < slowUntilMicros && costMicros >= FORCE_MICROS) {
            spentMicros += chance.between(slowMicros / 2, slowMicros);
        }
        if (callsUntilCrash == 0) {
            callsUntilCrash = NEVER;
            onCrash.run();
        } else if (callsUntilCrash > 0) {
            callsUntilCrash--;
        }
        if (callsUntilFailure == 0) {
            callsUntilFailure = NEVER;
            throw new IOException(chance.oneIn(2) ? "no space left on device" : "input/output error");
        } else if (callsUntilFailure > 0) {
            callsUntilFailure--;
        }
    }

    /** How long the calls since the last question took. */
    long spentMicros() {
        long spent = spentMicros;
        spentMicros = 0;
        return spent;
    }
}
