package io.troupe.bench;

import java.io.IOException;

/** One turn of one ensemble at one workload. */
interface Round {
    /** @throws BenchError where what would come out would be wrong */
    Measured run(Ensemble ensemble, Workload workload, Pace pace) throws IOException, InterruptedException;
}
