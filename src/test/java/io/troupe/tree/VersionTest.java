package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.ErrorCode;
import io.troupe.model.Request;
import org.junit.jupiter.api.Test;

/** Updates can be made conditional on a version, and stay so. */
class VersionTest {
    private final TreeUnderTest tree = new TreeUnderTest();

    /** ZOOKEEPER-4743: with the version at -1 a client that asks for just that version would overwrite blindly. */
    @Test
    void aVersionThatWrapsStepsOverMinusOne() {
        assertThat(Version.after(0)).isEqualTo(1);
        assertThat(Version.after(Integer.MAX_VALUE)).isEqualTo(Integer.MIN_VALUE);
        assertThat(Version.after(-3)).isEqualTo(-2);
        assertThat(Version.after(-2)).isZero();
        assertThat(Version.after(-1)).isZero();
    }

    @Test
    void minusOneMatchesAny() {
        tree.write(create("/a"));
        tree.write(setData("/a", "1"));

        assertThat(tree.write(new Request.SetData("/a", null, -1)).error()).isEqualTo(ErrorCode.OK);
        assertThat(tree.write(new Request.SetData("/a", null, 2)).error()).isEqualTo(ErrorCode.OK);
        assertThat(tree.write(new Request.SetData("/a", null, 2)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(tree.write(new Request.Delete("/a", 2)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(tree.write(new Request.Delete("/a", 3)).error()).isEqualTo(ErrorCode.OK);
    }
}
