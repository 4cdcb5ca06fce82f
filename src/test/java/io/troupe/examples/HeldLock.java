package io.troupe.examples;

import io.troupe.client.Client;
import io.troupe.client.ClientSettings;
import io.troupe.client.Transaction;
import io.troupe.client.recipe.DistributedLock;
import io.troupe.client.recipe.Held;
import java.time.Duration;

/** A lock whose loss cannot be missed. */
final class HeldLock {
    private HeldLock() {}

    static void run(String hosts) throws Exception {
        // README
        try (Client client = Client.open(ClientSettings.of(hosts));
                DistributedLock lock = new DistributedLock(client, "/locks/reports");
                Held held = lock.acquireNow(Duration.ofSeconds(30)).orElseThrow()) {
            held.onLost().thenAccept(reason -> System.out.println("stop: " + reason));
            System.out.println("This process, and no other, writes the report. Fencing token: " + held.token());
            client.commit(held.guard(Transaction.EMPTY.create("/report", "done".getBytes())))
                    .toCompletableFuture()
                    .join();
        }
        // README
    }
}
