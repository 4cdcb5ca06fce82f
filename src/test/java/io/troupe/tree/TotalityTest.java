package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Seeds;
import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Whatever is asked, there is an outcome; and if it is an error, nothing has changed. */
class TotalityTest {

    @Test
    void noEntryFailsAndNoErrorChangesAnything() {
        Seeds.each(TotalityTest.class, 2, seed -> applyEntries(new RandomEntries(new Random(seed), 4)));
    }

    private static void applyEntries(RandomEntries entries) {
        TreeUnderTest tree = new TreeUnderTest(3);
        int succeeded = 0;
        for (int i = 0; i < 10_000; i++) {
            long nodesDigest = tree.digest() - tree.sessions.digest();
            Outcome outcome = tree.apply(entries.next());
            if (outcome != null && outcome.error() == ErrorCode.OK && !hasFailed(outcome.reply())) {
                succeeded++;
            } else {
                assertThat(tree.digest() - tree.sessions.digest()).isEqualTo(nodesDigest);
            }
            assertThat(outcome == null ? null : outcome.failure()).isNull();
        }
        assertThat(succeeded).isGreaterThan(500);
    }

    private static boolean hasFailed(Reply reply) {
        return reply instanceof Reply.OfMulti multi && multi.results().stream().anyMatch(Reply.MultiResult::failed);
    }

    @Test
    void whateverGoesWrongInsideIsASystemErrorThatChangesNothing() {
        TreeUnderTest tree = new TreeUnderTest();
        tree.write(TreeUnderTest.create("/a"));
        SortedMap<String, String> before = tree.dump();
        Request.Multi multi = new Request.Multi(List.of(
                TreeUnderTest.setData("/a", "other"),
                TreeUnderTest.create("/a/b"),
                TreeUnderTest.create("/elsewhere")));

        Outcome outcome = Spanning.apply(
                new Entry.ClientWrite(1, 1, 1, TreeUnderTest.NOBODY, multi), 99, 99, lendingOnly(tree, "/a"));

        assertThat(outcome.error()).isEqualTo(ErrorCode.SYSTEM_ERROR);
        assertThat(outcome.failure()).isInstanceOf(IllegalStateException.class);
        assertThat(tree.dump()).isEqualTo(before);
    }

    private static Lending lendingOnly(TreeUnderTest tree, String path) {
        Subtree[] lent = new Subtree[tree.subtrees.length];
        int place = tree.routes.placeOf(path);
        lent[place] = tree.subtrees[place];
        assertThat(tree.routes.placeOf("/elsewhere")).isNotEqualTo(place);
        return new Lending(tree.routes, tree.crown, lent);
    }
}
