package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Seeds;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Into how many subtrees a replica is divided shows in nothing: not in outcomes, events, Stats or digests. */
class PartitioningTest {

    @Test
    void theSameEntriesMakeTheSameTreeInOneSubtreeAndInMany() {
        Seeds.each(
                PartitioningTest.class,
                2,
                seed -> compare(new RandomEntries(new Random(seed), 4), new Random(seed + 1)));
    }

    private static void compare(RandomEntries entries, Random watches) {
        TreeUnderTest one = new TreeUnderTest(1);
        TreeUnderTest many = new TreeUnderTest(7);
        for (int i = 0; i < 5_000; i++) {
            Entry entry = entries.next();
            assertThat(many.apply(entry)).isEqualTo(one.apply(entry));
            assertThat(many.digest()).isEqualTo(one.digest());
            Request.Read read = watchOn(entries.path(), watches);
            long watcher = watches.nextInt(3);
            assertSame(
                    many.readAs(watcher, TreeUnderTest.NOBODY, read), one.readAs(watcher, TreeUnderTest.NOBODY, read));
        }
        assertThat(many.dump()).isEqualTo(one.dump());
    }

    private static void assertSame(ReadResult actual, ReadResult expected) {
        assertThat(actual.error()).isEqualTo(expected.error());
        assertThat(actual.body()).isEqualTo(expected.body());
        assertThat(actual.missed()).isEqualTo(expected.missed());
    }

    private static Request.Read watchOn(String path, Random random) {
        return random.nextBoolean()
                ? new Request.Exists(path, true)
                : new Request.GetChildren(OpCode.GET_CHILDREN, path, true);
    }
}
