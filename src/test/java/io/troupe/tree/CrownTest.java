package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Stat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there from the start is as in ZooKeeper. */
class CrownTest {
    private final TreeUnderTest tree = new TreeUnderTest();

    @Test
    void theFourNodesLookAsInZooKeeper() {
        assertThat(tree.stat("/")).isEqualTo(new Stat(0, 0, 0, 0, 0, -1, 0, 0, 0, 1, 0));
        assertThat(tree.stat("/zookeeper")).isEqualTo(new Stat(0, 0, 0, 0, 0, -2, 0, 0, 0, 2, 0));
        assertThat(tree.stat("/zookeeper/quota")).isEqualTo(new Stat(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(tree.stat("/zookeeper/config")).isEqualTo(new Stat(0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0));
        assertThat(tree.crown.nodeCount()).isEqualTo(4);
    }

    @Test
    void theyNameTheirChildren() {
        Request.GetChildren root = new Request.GetChildren(OpCode.GET_CHILDREN, "/", false);
        Request.GetChildren zookeeper = new Request.GetChildren(OpCode.GET_CHILDREN, "/zookeeper", false);

        assertThat(TreeUnderTest.decoded(root, tree.read(root))).isEqualTo(new Reply.OfChildren(List.of("zookeeper")));
        assertThat(TreeUnderTest.decoded(zookeeper, tree.read(zookeeper)))
                .isEqualTo(new Reply.OfChildren(List.of("quota", "config")));
    }

    @Test
    void allButTheConfigAreOpenToAll() {
        assertThat(tree.write(setData("/", "1")).error()).isEqualTo(ErrorCode.OK);
        assertThat(tree.write(setData("/zookeeper", "1")).error()).isEqualTo(ErrorCode.OK);
        assertThat(tree.write(setData("/zookeeper/quota", "1")).error()).isEqualTo(ErrorCode.OK);
        assertThat(tree.write(setData("/zookeeper/config", "1")).error()).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(tree.writeAs(List.of(new Identity("super", "")), setData("/zookeeper/config", "1"))
                        .error())
                .isEqualTo(ErrorCode.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/zookeeper/mine", "/zookeeper/quota/app", "/zookeeper/quota/app2/zookeeper_limits", "/top"})
    void anyoneMayCreateBelowThem(String path) {
        tree.write(create("/zookeeper/quota/app2"));

        assertThat(tree.write(create(path)).error()).isEqualTo(ErrorCode.OK);
        assertThat(tree.exists(path)).isTrue();
    }

    @Test
    void theAclOfTheRootGuardsWhatIsDirectlyBelow() {
        tree.write(new Request.SetAcl("/", Acl.READ_ONLY, -1));

        assertThat(tree.write(create("/top")).error()).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(tree.stat("/").aversion()).isEqualTo(1);
    }

    @Test
    void aChangeOfTheConfigsAclStepsOverMinusOne() {
        tree.writeAs(List.of(new Identity("super", "")), new Request.SetAcl("/zookeeper/config", Acl.OPEN, -1));

        assertThat(tree.stat("/zookeeper/config").aversion()).isZero();
    }
}
