package io.troupe.examples;

import io.troupe.client.Client;
import io.troupe.client.ClientSettings;
import io.troupe.client.recipe.Codec;
import io.troupe.client.recipe.Configuration;
import io.troupe.client.recipe.Snapshot;
import java.util.concurrent.CountDownLatch;

/** A typed configuration that all processes see change. */
@SuppressWarnings("try") // some are held and not spoken to
final class ConfigurationService {
    private ConfigurationService() {}

    static void run(String hosts) throws Exception {
        // README
        record Limits(int perSecond) {}

        CountDownLatch changed = new CountDownLatch(2);
        try (Client client = Client.open(ClientSettings.of(hosts));
                Configuration<Limits> limits =
                        Configuration.watch(client, "/config/limits", Codec.json(Limits.class), current -> {
                            System.out.println("limits are now " + current.map(Snapshot::value));
                            changed.countDown();
                        })) {
            limits.create(new Limits(100));
            changed.await();
        }
        // README
    }
}
