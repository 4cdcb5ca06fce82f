package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.ATTACHMENT;
import static io.troupe.tree.TreeUnderTest.NOBODY;
import static io.troupe.tree.TreeUnderTest.SESSION;
import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session takes all its ephemerals with it, and nothing else. */
class SessionEndTest {
    private static final long OTHER_SESSION = 0x52;
    private static final long OTHER_ATTACHMENT = 0xa2;

    private final TreeUnderTest tree = new TreeUnderTest(5);

    private int ephemeralCount() {
        return tree.all().stream().mapToInt(Subtree::ephemeralCount).sum();
    }

    @Test
    void allEphemeralsGoWhereverTheyLive() {
        tree.open(OTHER_SESSION, OTHER_ATTACHMENT);
        for (char name = 'a'; name <= 'z'; name++) {
            tree.write(create("/" + name));
            tree.write(create("/" + name + "/mine", CreateMode.EPHEMERAL));
            tree.writeAs(OTHER_SESSION, OTHER_ATTACHMENT, NOBODY, create("/" + name + "/its", CreateMode.EPHEMERAL));
        }
        tree.write(create("/top", CreateMode.EPHEMERAL));
        tree.write(create("/zookeeper/quota/q", CreateMode.EPHEMERAL));

        Outcome outcome = tree.close(SESSION, ATTACHMENT);

        assertThat(outcome.error()).isEqualTo(ErrorCode.OK);
        assertThat(outcome.reply()).isEqualTo(Reply.Empty.EMPTY);
        assertThat(tree.exists("/top")).isFalse();
        assertThat(tree.exists("/zookeeper/quota/q")).isFalse();
        assertThat(tree.exists("/a/mine")).isFalse();
        assertThat(tree.exists("/a/its")).isTrue();
        assertThat(ephemeralCount()).isEqualTo(26);
    }

    @Test
    void aSessionIsHeldToBePlacedWhereItsSequentialEphemeralsMayBe() {
        for (int i = 0; i < 20; i++) {
            tree.write(create("/n", CreateMode.EPHEMERAL_SEQUENTIAL));
        }

        tree.apply(new Entry.ExpireSession(SESSION, ATTACHMENT));

        assertThat(ephemeralCount()).isZero();
    }

    @Test
    void ephemeralsOfMultisGoToo() {
        tree.write(new Request.Multi(
                List.of(create("/a"), create("/a/1", CreateMode.EPHEMERAL), create("/b", CreateMode.EPHEMERAL))));

        tree.close(SESSION, ATTACHMENT);

        assertThat(ephemeralCount()).isZero();
        assertThat(tree.exists("/a")).isTrue();
    }

    @Test
    void nobodysPermissionIsNeeded() {
        List<Acl> locked = List.of(new Acl(Acl.ALL, new Identity("digest", "ann:hash")));
        tree.write(create("/a"));
        tree.write(create("/a/1", CreateMode.EPHEMERAL));
        tree.write(new Request.SetAcl("/a", locked, -1));

        tree.close(SESSION, ATTACHMENT);

        assertThat(tree.exists("/a/1")).isFalse();
    }

    @Test
    void whatWasDeletedAndMadeAgainAsSomethingElseStays() {
        tree.write(create("/a", CreateMode.EPHEMERAL));
        tree.write(delete("/a"));
        tree.write(create("/a"));

        tree.close(SESSION, ATTACHMENT);

        assertThat(tree.exists("/a")).isTrue();
    }

    @Test
    void aSessionThatMovedTakesTheEphemeralsOfAllItsAttachments() {
        tree.write(create("/a", CreateMode.EPHEMERAL));
        tree.apply(new Entry.AttachSession(SESSION, new byte[] {1, 2, 3}, 4_000, 0xb1, ATTACHMENT));
        tree.writeAs(SESSION, 0xb1, NOBODY, create("/b", CreateMode.EPHEMERAL));

        assertThat(tree.apply(new Entry.ExpireSession(SESSION, ATTACHMENT))).isNull();
        tree.apply(new Entry.ExpireSession(SESSION, 0xb1));

        assertThat(ephemeralCount()).isZero();
    }
}
