package io.troupe.examples;

import io.troupe.client.Client;
import io.troupe.client.ClientSettings;
import io.troupe.client.recipe.Group;
import java.util.concurrent.CountDownLatch;

/** Who is there, and where to reach them. */
@SuppressWarnings("try") // some are held and not spoken to
final class GroupOfWorkers {
    private GroupOfWorkers() {}

    static void run(String hosts) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        // README
        byte[] address = "10.0.0.7:8080".getBytes();
        try (Client client = Client.open(ClientSettings.of(hosts));
                Group group = Group.join(client, "/workers", "worker-1", address, members -> {
                    members.forEach((id, member) -> System.out.println(id + " is at " + new String(member.payload())));
                    if (members.containsKey("worker-1")) {
                        there.countDown();
                    }
                })) {
            there.await();
        }
        // README
    }
}
