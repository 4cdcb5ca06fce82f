package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Seeds;
import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The digest of a replica changes with whatever is in it, and is the same where all is the same. */
class DigestTest {

    @Test
    void itIsWhatItWouldBeIfItWereComputedAnew() {
        Seeds.each(DigestTest.class, 2, seed -> {
            RandomEntries entries = new RandomEntries(new Random(seed), 4);
            TreeUnderTest tree = new TreeUnderTest(2);
            for (int i = 0; i < 2_000; i++) {
                tree.apply(entries.next());
            }
            assertThat(tree.digest()).isEqualTo(computedAnew(tree));
        });
    }

    private static long computedAnew(TreeUnderTest tree) {
        long[] sum = {tree.sessions.all().stream().mapToLong(Session::digest).sum()};
        for (Subtree subtree : tree.all()) {
            subtree.forEach((path, node) -> {
                node.renewDigest();
                sum[0] += node.digest();
            });
        }
        return sum[0];
    }

    @Test
    void everyChangeShows() {
        TreeUnderTest tree = new TreeUnderTest();
        Set<Long> digests = new HashSet<>();
        digests.add(tree.digest());
        for (Request.Write request : new Request.Write[] {
            create("/a"),
            create("/a/b", CreateMode.CONTAINER),
            setData("/a", "x"),
            new Request.SetData("/a", null, -1),
            new Request.SetData("/a", new byte[0], -1),
            delete("/a/b"),
            new Request.SetAcl("/a", Acl.READ_ONLY, -1)
        }) {
            tree.write(request);
            assertThat(digests.add(tree.digest() - tree.sessions.digest())).isTrue();
        }
    }

    @Test
    void whatIsMadeOtherwiseIsOther() {
        Set<Long> digests = new HashSet<>();
        for (CreateMode mode : CreateMode.values()) {
            TreeUnderTest tree = new TreeUnderTest();
            tree.write(new Request.Create(
                    OpCode.CREATE, mode.sequential() ? "/a" : "/a0000000000", null, Acl.OPEN, mode.flag(), ttl(mode)));
            digests.add(tree.digest());
        }
        // A persistent sequential node is in the end a persistent one; so it is with ephemerals and with TTLs.
        assertThat(digests).hasSize(4);
    }

    private static long ttl(CreateMode mode) {
        return mode.hasTtl() ? 100 : -1;
    }

    @Test
    void bytesOfEveryLengthAndEveryBitOfThemCount() {
        Set<Long> digests = new HashSet<>();
        digests.add(Digest.of((byte[]) null));
        int expected = 1;
        for (int length = 0; length <= 70; length++) {
            byte[] bytes = new byte[length];
            digests.add(Digest.of(bytes));
            expected++;
            for (int bit = 0; bit < length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                digests.add(Digest.of(bytes));
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                expected++;
            }
        }
        assertThat(digests.size()).isEqualTo(expected);
    }

    /** Peers of different versions compare digests: these numbers must not change. */
    @Test
    void itIsTheSameInEveryVersion() {
        TreeUnderTest tree = new TreeUnderTest();
        tree.write(create("/a"));
        tree.write(create("/a/b", CreateMode.EPHEMERAL, List.of(new Acl(Acl.READ, new Identity("digest", "ann:h")))));

        assertThat(List.of(
                        Digest.of("/a/b"),
                        Digest.of(TreeUnderTest.bytes("0123456789abcdef0123456789abcdef012345678")),
                        tree.digest()))
                .extracting(Long::toHexString)
                .containsExactly("6f73aba68f1905a8", "6180131672e7afa8", "e36bcc0027e7e80e");
    }
}
