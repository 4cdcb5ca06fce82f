package io.troupe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashRingTest {
    private static final int KEYS = 20_000;

    @Test
    void keysAreSpreadEvenly() {
        for (int count : new int[] {2, 3, 8, 16, 32}) {
            int[] shares = new int[count];
            HashRing ring = new HashRing(members(count));
            for (int i = 0; i < KEYS; i++) {
                shares[ring.ownerOf("service-" + i)]++;
            }
            int fair = KEYS / count;
            for (int share : shares) {
                assertThat(share).as("of " + count).isBetween(fair * 2 / 3, fair * 4 / 3);
            }
        }
    }

    @Test
    void newMemberTakesItsShareAndMovesNothingElse() {
        for (int count : new int[] {1, 3, 8, 16}) {
            HashRing before = new HashRing(members(count));
            HashRing after = new HashRing(members(count + 1));
            int moved = 0;
            for (int i = 0; i < KEYS; i++) {
                String key = "key" + i;
                if (before.ownerOf(key) != after.ownerOf(key)) {
                    assertThat(after.ownerOf(key)).isEqualTo(count);
                    moved++;
                }
            }
            int fair = KEYS / (count + 1);
            assertThat(moved).isBetween(fair * 2 / 3, fair * 4 / 3);
        }
    }

    @Test
    void orderOfTheListDoesNotMatter() {
        List<String> members = members(8);
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(1));
        HashRing ring = new HashRing(members);
        HashRing other = new HashRing(shuffled);
        for (int i = 0; i < KEYS; i++) {
            assertThat(other.memberFor("key" + i)).isEqualTo(ring.memberFor("key" + i));
        }
    }

    /** Every peer must find the same owner, in every version; these were computed by another program. */
    @Test
    void ringIsTheSameOnEveryMachine() {
        HashRing ring = new HashRing(members(4));
        assertThat(List.of("", "a", "kafka", "services", "\u00e9").stream().map(ring::ownerOf))
                .containsExactly(1, 1, 2, 1, 3);
    }

    @Test
    void soleMemberOwnsEverything() {
        HashRing ring = new HashRing(List.of("only"));
        assertThat(ring.ownerOf("anything")).isZero();
        assertThat(ring.memberFor("")).isEqualTo("only");
    }

    @Test
    void ringNeedsMembersEachOnce() {
        assertThatThrownBy(() -> new HashRing(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashRing(List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "subtree-" + i).toList();
    }
}
