package io.troupe.bench;

/** What processes have used up since they began. */
public record Usage(double cpuSeconds, long switches, long diskBytes) {
    static final Usage NONE = new Usage(0, 0, 0);

    Usage plus(Usage other) {
        return new Usage(cpuSeconds + other.cpuSeconds, switches + other.switches, diskBytes + other.diskBytes);
    }

    /** What came after {@code earlier}. A thread that ended takes its count of switches along. */
    Usage since(Usage earlier) {
        return new Usage(
                cpuSeconds - earlier.cpuSeconds,
                Math.max(0, switches - earlier.switches),
                diskBytes - earlier.diskBytes);
    }
}
