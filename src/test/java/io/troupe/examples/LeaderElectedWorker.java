package io.troupe.examples;

import io.troupe.client.Client;
import io.troupe.client.ClientSettings;
import io.troupe.client.recipe.Leadership;
import java.util.concurrent.CountDownLatch;

/** Work that one of several processes does, and that another takes over. */
@SuppressWarnings("try") // some are held and not spoken to
final class LeaderElectedWorker {
    private LeaderElectedWorker() {}

    static void run(String hosts) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        // README
        try (Client client = Client.open(ClientSettings.of(hosts));
                Leadership leadership = Leadership.contend(client, "/leaders/reports", "worker-1", term -> {
                    System.out.println("leading with token " + term.token() + "; interrupted when this is lost");
                    done.countDown();
                })) {
            done.await();
        }
        // README
    }
}
