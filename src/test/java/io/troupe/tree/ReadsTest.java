package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.bytes;
import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.decoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What readers are shown. */
class ReadsTest {
    private static final List<Identity> ANN = List.of(new Identity("digest", "ann:hash"));
    private static final List<Acl> ANN_ALL_OTHERS_READ =
            List.of(new Acl(Acl.ALL, ANN.get(0)), new Acl(Acl.READ, Identity.ANYONE));

    private final TreeUnderTest tree = new TreeUnderTest();

    private Reply read(Request.Read read) {
        return readAs(TreeUnderTest.NOBODY, read);
    }

    private Reply readAs(List<Identity> identities, Request.Read read) {
        ReadResult result = tree.readAs(1, identities, read);
        assertThat(result.error()).isEqualTo(ErrorCode.OK);
        return decoded(read, result);
    }

    @Test
    void nullDataIsNotEmptyData() {
        tree.write(new Request.Create(OpCode.CREATE, "/null", null, Acl.OPEN, 0, -1));
        tree.write(new Request.Create(OpCode.CREATE, "/empty", new byte[0], Acl.OPEN, 0, -1));

        assertThat(((Reply.OfData) read(new Request.GetData("/null", false))).data())
                .isNull();
        assertThat(((Reply.OfData) read(new Request.GetData("/empty", false))).data())
                .isEmpty();
    }

    @Test
    void dataComesWithItsStat() {
        tree.write(create("/a"));

        Reply.OfData reply = (Reply.OfData) read(new Request.GetData("/a", false));

        assertThat(reply.data()).isEqualTo(bytes("x"));
        assertThat(reply.stat()).isEqualTo(tree.stat("/a"));
        assertThat(read(new Request.Exists("/a", false))).isEqualTo(new Reply.OfStat(tree.stat("/a")));
    }

    @Test
    void childrenComeInTheOrderOfTheirCreation() {
        tree.write(create("/a"));
        tree.write(create("/a/z"));
        tree.write(create("/a/b"));

        assertThat(read(new Request.GetChildren(OpCode.GET_CHILDREN, "/a", false)))
                .isEqualTo(new Reply.OfChildren(List.of("z", "b")));
        assertThat(read(new Request.GetChildren(OpCode.GET_CHILDREN2, "/a", false)))
                .isEqualTo(new Reply.OfChildrenAndStat(List.of("z", "b"), tree.stat("/a")));
    }

    /** ZOOKEEPER-1392, CVE-2019-0201. */
    @Test
    void onlyWhoMayChangeTheAclSeesItsHashes() {
        tree.writeAs(ANN, create("/a", CreateMode.PERSISTENT, ANN_ALL_OTHERS_READ));

        assertThat(((Reply.OfAcl) readAs(ANN, new Request.GetAcl("/a"))).acl()).isEqualTo(ANN_ALL_OTHERS_READ);
        assertThat(((Reply.OfAcl) read(new Request.GetAcl("/a"))).acl())
                .containsExactly(new Acl(Acl.ALL, new Identity("digest", "ann:x")), new Acl(Acl.READ, Identity.ANYONE));
    }

    @Test
    void whoMayChangeTheAclMaySeeItWithoutReading() {
        tree.write(create("/a", CreateMode.PERSISTENT, List.of(new Acl(Acl.ADMIN, Identity.ANYONE))));

        assertThat(tree.read(new Request.GetAcl("/a")).error()).isEqualTo(ErrorCode.OK);
        assertThat(tree.read(new Request.GetData("/a", false)).error()).isEqualTo(ErrorCode.NO_AUTH);
    }

    /** ZOOKEEPER-2590. */
    @Test
    void existsNeedsPermissionToReadWhatExists() {
        tree.writeAs(ANN, create("/a", CreateMode.PERSISTENT, List.of(new Acl(Acl.ALL, ANN.get(0)))));

        assertThat(tree.read(new Request.Exists("/a", false)).error()).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(tree.read(new Request.Exists("/nothing", false)).error()).isEqualTo(ErrorCode.NO_NODE);
    }
}
