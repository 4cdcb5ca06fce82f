package io.troupe.client.recipe;

import io.troupe.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Many clients hold locks and leaderships while their connections are cut and silenced, peers are killed and sessions
 * expire. There are never two holders, by what each believes and by the fencing token; and no orphan is left behind.
 */
class HoldersTest {
    @Test
    void thereAreNeverTwoHoldersAndNoOrphans() {
        Seeds.run(HoldersTest.class, 1, chance -> new HolderStorm(chance).run());
    }
}
