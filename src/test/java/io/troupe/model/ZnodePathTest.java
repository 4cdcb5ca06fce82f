package io.troupe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.troupe.Seeds;
import java.util.List;
import java.util.Random;
import org.apache.zookeeper.common.PathUtils;
import org.junit.jupiter.api.Test;

class ZnodePathTest {
    private static final String[] PARTS = {"/", "/", "/", ".", "..", "a", "zookeeper", "\u00e9", " "};

    @Test
    void goodPathsAreGood() {
        for (String path : List.of(
                "/", "/a", "/a/b", "/a b", "/.a", "/a.", "/...", "/a/..b", "/\u00e9\u20ac", "/zookeeper/quota")) {
            assertThat(ZnodePath.problemWith(path)).as(path).isEmpty();
        }
    }

    @Test
    void problemsAreNamed() {
        assertThat(ZnodePath.problemWith(null)).contains("a path cannot be null");
        assertThat(ZnodePath.problemWith("")).contains("a path cannot be empty");
        assertThat(ZnodePath.problemWith("a")).contains("a path must start with /");
        assertThat(ZnodePath.problemWith("/a/")).contains("a path must not end with /");
        assertThat(ZnodePath.problemWith("/a//b")).contains("an empty node name at 3");
        assertThat(ZnodePath.problemWith("/a/./b")).contains("a relative node name at 3");
        assertThat(ZnodePath.problemWith("/a/..")).contains("a relative node name at 3");
        assertThat(ZnodePath.problemWith("/a\u0000b")).contains("the character U+0000 at 2");
        assertThat(ZnodePath.problemWith("/\ud83d\ude00")).contains("the character U+D83D at 1");
    }

    @Test
    void everyCharacterIsJudgedAsByTheRealClient() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertJudgedAlike("/a" + (char) c + "b");
            assertJudgedAlike("/a" + (char) c);
            assertJudgedAlike("/" + (char) c);
        }
    }

    @Test
    void pathsAreJudgedAsByTheRealClient() {
        Seeds.run(ZnodePathTest.class, 5, random -> {
            for (int i = 0; i < 20_000; i++) {
                assertJudgedAlike(anyPath(random));
            }
        });
    }

    @Test
    void pathIsTakenApart() {
        assertThat(ZnodePath.parentOf("/a/b/c")).isEqualTo("/a/b");
        assertThat(ZnodePath.parentOf("/a")).isEqualTo("/");
        assertThat(ZnodePath.nameOf("/a/b/c")).isEqualTo("c");
        assertThat(ZnodePath.nameOf("/")).isEmpty();
        assertThat(ZnodePath.firstSegmentOf("/a/b/c")).isEqualTo("a");
        assertThat(ZnodePath.firstSegmentOf("/a")).isEqualTo("a");
        assertThat(ZnodePath.firstSegmentOf("/")).isEmpty();
        assertThatThrownBy(() -> ZnodePath.parentOf("/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ZnodePath.parentOf("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void childOfTheParentIsThePathItself() {
        for (String path : List.of("/a", "/a/b", "/a/b/c")) {
            assertThat(ZnodePath.child(ZnodePath.parentOf(path), ZnodePath.nameOf(path)))
                    .isEqualTo(path);
        }
    }

    private static String anyPath(Random random) {
        StringBuilder path = new StringBuilder(random.nextInt(10) == 0 ? "" : "/");
        for (int i = random.nextInt(6); i > 0; i--) {
            path.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return path.toString();
    }

    private static void assertJudgedAlike(String path) {
        boolean good;
        try {
            PathUtils.validatePath(path);
            good = true;
        } catch (IllegalArgumentException refused) {
            good = false;
        }
        if (ZnodePath.problemWith(path).isEmpty() != good) {
            fail("%s is %s", path, good ? "a path" : "no path");
        }
    }
}
