package io.troupe.peer;

import io.troupe.journal.EngineForLogs;
import io.troupe.journal.FileDisk;
import io.troupe.journal.JournalSettings;
import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.LogRecord;
import io.troupe.zab.Submission;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedTransferQueue;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Measures how fast a log takes records, one append outstanding, as a leader does. Prints; asserts nothing. Run from
 * the test classpath with a directory on the disk to be measured: {@code PersistRate DIRECTORY [SECONDS]}.
 */
public final class PersistRate {
    private static final int PARCEL_BYTES = 200;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ActorRef<TransactionLogActor.Command> log;
    private final ActorRef<TransactionLogActor.Appended> appended;
    private final LinkedTransferQueue<Long> tickets = new LinkedTransferQueue<>();
    private long counter = 1;
    private long ticket;

    private PersistRate(EngineForLogs engine) {
        DispatcherSelector loop = DispatcherSelector.fromConfig("troupe.peer-loop");
        log = engine.kit().system().systemActorOf(TransactionLogActor.create(engine.journal()), "log", loop);
        appended = engine.kit().system().systemActorOf(answers(), "answers", loop);
        log.tell(new TransactionLogActor.Open(1, engine.kit().system().ignoreRef()));
    }

    private Behavior<TransactionLogActor.Appended> answers() {
        return Behaviors.receiveMessage(answer -> {
            tickets.add(answer.ticket());
            return Behaviors.same();
        });
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3;
        JournalSettings settings = new JournalSettings(1, 64 << 20, 64 << 20, 7);
        try (FileDisk disk = FileDisk.open(Path.of(arguments[0]));
                EngineForLogs engine = new EngineForLogs(disk, settings)) {
            PersistRate rate = new PersistRate(engine);
            rate.append(List.of(new LogRecord.EpochPromised(1, 1), new LogRecord.EpochEntered(1, 1, 9)));
            for (int entries : new int[] {1, 1, 16, 256}) {
                rate.measure(entries, seconds);
            }
        }
    }

    private void append(List<LogRecord> records) throws InterruptedException {
        log.tell(new TransactionLogActor.Append(1, ++ticket, records, appended));
        if (tickets.take() != ticket) {
            throw new IllegalStateException("out of order");
        }
    }

    private void measure(int entries, long seconds) throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (long now = start; now - start < seconds * NANOS_PER_SECOND; ) {
            Submission submission = new Submission(entries, new byte[entries * PARCEL_BYTES]);
            Batch batch = Batch.sequence(Zxid.of(1, counter), 1, 1, List.of(submission));
            counter += entries;
            append(List.of(new LogRecord.Accepted(List.of(batch), Zxid.of(1, batch.firstZxid() - 1 & 0xffff_ffffL))));
            long after = System.nanoTime();
            nanos.add(after - now);
            now = after;
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        long count = (long) sorted.length * entries;
        System.out.printf(
                "%4d entries a record: %,9d entries/s, %6d us p50, %6d us p99, %7.1f us CPU a record%n",
                entries,
                count * NANOS_PER_SECOND / Arrays.stream(sorted).sum(),
                sorted[sorted.length / 2] / 1_000,
                sorted[sorted.length * 99 / 100] / 1_000,
                (cpuNanos() - cpu) / 1_000.0 / sorted.length);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
