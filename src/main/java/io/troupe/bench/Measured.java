package io.troupe.bench;

import java.util.Optional;

/**
 * What one round has shown of one ensemble.
 *
 * @param lateP99Micros how late operations were sent that had come due; 0 in a closed loop
 * @param server what all its processes have used together, where they are known
 * @param client what this process has used meanwhile
 */
public record Measured(
        long operations,
        double seconds,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double maxMicros,
        double lateP99Micros,
        Optional<Usage> server,
        Optional<Usage> client) {
    double perSecond() {
        return operations / seconds;
    }

    Optional<Double> cpuMicros() {
        return server.map(usage -> usage.cpuSeconds() * 1e6 / operations);
    }

    Optional<Double> switches() {
        return server.map(usage -> (double) usage.switches() / operations);
    }

    Optional<Double> diskBytes() {
        return server.map(usage -> (double) usage.diskBytes() / operations);
    }

    Optional<Double> clientCpuMicros() {
        return client.map(usage -> usage.cpuSeconds() * 1e6 / operations);
    }
}
