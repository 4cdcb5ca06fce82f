package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Into how many subtrees a replica is divided shows in nothing: not in outcomes, events, Stats or digests. */
class PartitioningTest {

    @Test
    void theSameEntriesMakeTheSameTreeInOneSubtreeAndInMany() {
        long seed = Seeds.next();
        String replay = Seeds.replay(seed, PartitioningTest.class);
        RandomEntries entries = new RandomEntries(new Random(seed), 4);
        Random watches = new Random(seed + 1);
        TreeUnderTest one = new TreeUnderTest(1);
        TreeUnderTest many = new TreeUnderTest(7);
        for (int i = 0; i < 10_000; i++) {
            Entry entry = entries.next();
            assertThat(many.apply(entry)).as(replay).usingRecursiveComparison().isEqualTo(one.apply(entry));
            assertThat(many.digest()).as(replay).isEqualTo(one.digest());
            Request.Read read = watchOn(entries.path(), watches);
            long watcher = watches.nextInt(3);
            assertThat(many.readAs(watcher, TreeUnderTest.NOBODY, read))
                    .as(replay)
                    .usingRecursiveComparison()
                    .isEqualTo(one.readAs(watcher, TreeUnderTest.NOBODY, read));
        }
        assertThat(many.dump()).as(replay).isEqualTo(one.dump());
    }

    private static Request.Read watchOn(String path, Random random) {
        return random.nextBoolean()
                ? new Request.Exists(path, true)
                : new Request.GetChildren(OpCode.GET_CHILDREN, path, true);
    }
}
