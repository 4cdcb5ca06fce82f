package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.CreateMode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequential nodes are numbered by how many children were ever made there. */
class SequenceNameTest {
    private final TreeUnderTest tree = new TreeUnderTest();

    private String createSequential(String prefix) {
        Outcome outcome = tree.write(create(prefix, CreateMode.PERSISTENT_SEQUENTIAL));
        return ((Reply.OfPathAndStat) outcome.reply()).path();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                9,
                10,
                1234567890,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                Integer.MIN_VALUE + 1,
                -1,
                -1000000000
            })
    void theNumberIsWrittenAsCWritesIt(int number) {
        assertThat(SequenceName.of("/a/n", number)).isEqualTo("/a/n" + String.format(Locale.ROOT, "%010d", number));
    }

    @Test
    void theSmallestIntComesAfterTheLargest() {
        assertThat(SequenceName.of("", Integer.MAX_VALUE)).isEqualTo("2147483647");
        assertThat(SequenceName.of("", Integer.MAX_VALUE + 1)).isEqualTo("-2147483648");
        assertThat(SequenceName.of("", Integer.MAX_VALUE + 2)).isEqualTo("-2147483647");
    }

    @Test
    void aCounterThatWrapsGoesOn() {
        tree.write(create("/a"));
        Znode parent = tree.holding(tree.routes.placeOf("/a")).find("/a");
        parent.setChildrenChanged(Integer.MAX_VALUE, parent.pzxid());

        assertThat(createSequential("/a/n")).isEqualTo("/a/n2147483647");
        assertThat(createSequential("/a/n")).isEqualTo("/a/n-2147483648");
        assertThat(createSequential("/a/n")).isEqualTo("/a/n-2147483647");
    }

    @Test
    void everyCreateCountsAndNoDeleteDoes() {
        tree.write(create("/a"));
        tree.write(create("/a/plain"));
        tree.write(create("/a/ephemeral", CreateMode.EPHEMERAL));
        tree.write(delete("/a/plain"));
        tree.write(create("/a/ephemeral", CreateMode.EPHEMERAL));

        assertThat(createSequential("/a/n")).isEqualTo("/a/n0000000002");
        assertThat(createSequential("/a/m")).isEqualTo("/a/m0000000003");
    }

    @Test
    void aNameMayBeNothingButItsNumber() {
        tree.write(create("/a"));

        assertThat(createSequential("/a/")).isEqualTo("/a/0000000000");
        assertThat(createSequential("/")).isEqualTo("/0000000001");
    }

    @Test
    void numbersRiseWithinAMulti() {
        tree.write(create("/a"));
        Request.Create next = create("/a/n", CreateMode.PERSISTENT_SEQUENTIAL);

        Reply.OfMulti reply = (Reply.OfMulti) tree.write(new Request.Multi(List.of(next, create("/a/x"), next)))
                .reply();

        assertThat(((Reply.OfPathAndStat) reply.results().get(2).body()).path()).isEqualTo("/a/n0000000002");
    }

    /** ZOOKEEPER-1624, ZOOKEEPER-4695: what a failed multi would have done must not show in later names. */
    @Test
    void aFailedMultiUsesUpNoNumber() {
        tree.write(create("/a"));
        Request.Create next = create("/a/n", CreateMode.PERSISTENT_SEQUENTIAL);

        tree.write(new Request.Multi(List.of(next, next, delete("/nothing"))));

        assertThat(createSequential("/a/n")).isEqualTo("/a/n0000000000");
    }
}
