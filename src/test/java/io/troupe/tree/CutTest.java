package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.Seeds;
import io.troupe.model.CreateMode;
import io.troupe.model.HashRing;
import io.troupe.wire.MalformedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A cut is the state of one zxid, to the bit, however much changes while it is read. */
class CutTest {
    private static final int CHUNK_BYTES = 2_000;

    @Test
    void whatIsReadIsWhatWasCutWhateverHappensMeanwhile() {
        Seeds.each(CutTest.class, 5, seed -> {
            Random random = new Random(seed);
            RandomEntries entries = new RandomEntries(new Random(seed + 1), 4);
            TreeUnderTest tree = new TreeUnderTest(3);
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 600; i++) {
                    tree.apply(entries.next());
                }
                SortedMap<String, String> wanted = tree.dump();
                CutHead head = new CutHead(tree.zxid, tree.digest(), 1, tree.stampMillis);
                List<byte[]> chunks = read(tree, () -> {
                    for (int i = random.nextInt(12); i > 0; i--) {
                        tree.apply(entries.next());
                    }
                });

                for (int count : new int[] {1, 3, 11}) {
                    Grown grown = grown(head, chunks, count);
                    assertThat(dump(grown)).isEqualTo(wanted);
                }
            }
        });
    }

    /** What lets a session's end find its ephemerals depends on where they are. */
    @Test
    void aRestoredTreeGoesOnAsTheOneThatWasCut() {
        Seeds.each(CutTest.class, 2, seed -> {
            RandomEntries entries = new RandomEntries(new Random(seed), 4);
            TreeUnderTest tree = new TreeUnderTest(3);
            for (int i = 0; i < 1_500; i++) {
                tree.apply(entries.next());
            }
            CutHead head = new CutHead(tree.zxid, tree.digest(), 1, tree.stampMillis);
            TreeUnderTest restored = new TreeUnderTest(grown(head, read(tree, () -> {}), 7));
            for (int i = 0; i < 1_500; i++) {
                Entry entry = entries.next();
                tree.apply(entry);
                restored.apply(entry);
            }
            assertThat(restored.dump()).isEqualTo(tree.dump());
            assertThat(restored.digest()).isEqualTo(tree.digest());
        });
    }

    @Test
    void childrenStayInTheOrderInWhichTheyWereMade() {
        TreeUnderTest tree = new TreeUnderTest(1);
        tree.write(create("/a"));
        for (int i = 0; i < 50; i++) {
            tree.write(create("/a/" + (i * 37 % 50)));
        }
        Grown grown = grown(new CutHead(tree.zxid, tree.digest(), 1, 0), read(tree, () -> {}), 1);

        assertThat(grown.subtrees().get(0).require("/a").children())
                .containsExactlyElementsOf(tree.holding(0).require("/a").children());
    }

    @Test
    void whatComesAfterTheCutIsNotInIt() {
        TreeUnderTest tree = new TreeUnderTest(1);
        tree.write(create("/a"));
        tree.write(create("/gone", CreateMode.EPHEMERAL));
        CutHead head = new CutHead(tree.zxid, tree.digest(), 1, 0);
        tree.all().forEach(Subtree::openCut);
        tree.sessions.roll().openCut();
        tree.write(create("/a/late"));
        tree.write(setData("/a", "late"));
        tree.write(delete("/gone"));
        tree.close(TreeUnderTest.SESSION, TreeUnderTest.ATTACHMENT);

        Grown grown = grown(head, chunks(tree, () -> {}), 2);

        assertThat(dump(grown)).containsKeys("/a", "/gone", "session 0x51").doesNotContainKey("/a/late");
    }

    @Test
    void aCutThatIsNotReadToItsEndCostsNothingOnceItIsClosed() {
        TreeUnderTest tree = new TreeUnderTest(1);
        tree.write(create("/a"));
        Subtree subtree = tree.subtrees[0];
        subtree.openCut();
        tree.write(setData("/a", "changed"));
        subtree.closeCut();
        subtree.openCut();
        List<ZnodeImage> seen = new ArrayList<>();
        new ImageReader().read(subtree.readCut(CHUNK_BYTES).bytes(), new ImageReader.Visitor() {
            @Override
            public void znode(ZnodeImage image) {
                seen.add(image);
            }

            @Override
            public void session(SessionImage image) {}
        });
        assertThat(seen)
                .singleElement()
                .satisfies(image -> assertThat(image.data()).isEqualTo(TreeUnderTest.bytes("changed")));
    }

    @Test
    void aChunkTooFewOrTooManyIsNoticed() {
        TreeUnderTest tree = new TreeUnderTest(2);
        for (int i = 0; i < 100; i++) {
            tree.write(create("/n" + i));
        }
        CutHead head = new CutHead(tree.zxid, tree.digest(), 1, 0);
        List<byte[]> chunks = read(tree, () -> {});
        for (int i = 0; i < chunks.size(); i++) {
            List<byte[]> fewer = new ArrayList<>(chunks);
            List<byte[]> more = new ArrayList<>(chunks);
            byte[] chunk = fewer.remove(i);
            if (chunk.length > 0) {
                more.add(chunk);
                assertThatThrownBy(() -> grown(head, fewer, 2)).isInstanceOf(MalformedFrame.class);
                assertThatThrownBy(() -> grown(head, more, 2)).isInstanceOf(MalformedFrame.class);
            }
        }
    }

    private static List<byte[]> read(TreeUnderTest tree, Runnable meanwhile) {
        tree.sessions.roll().openCut();
        tree.all().forEach(Subtree::openCut);
        return chunks(tree, meanwhile);
    }

    private static List<byte[]> chunks(TreeUnderTest tree, Runnable meanwhile) {
        List<byte[]> chunks = new ArrayList<>();
        boolean more = true;
        while (more) {
            ImageWriter writer = new ImageWriter(CHUNK_BYTES);
            more = !tree.sessions.roll().read(writer.sessions(), 10);
            chunks.add(writer.take());
            meanwhile.run();
        }
        for (Subtree subtree : tree.all()) {
            CutChunk chunk = subtree.readCut(CHUNK_BYTES);
            while (!chunk.last()) {
                chunks.add(chunk.bytes());
                meanwhile.run();
                chunk = subtree.readCut(CHUNK_BYTES);
            }
            chunks.add(chunk.bytes());
        }
        return chunks;
    }

    private static Grown grown(CutHead head, List<byte[]> chunks, int subtrees) {
        Regrowth regrowth = new Regrowth(subtrees);
        chunks.forEach(regrowth::take);
        return regrowth.finish(head);
    }

    private static SortedMap<String, String> dump(Grown grown) {
        List<Subtree> all = new ArrayList<>(grown.subtrees());
        all.add(grown.crown());
        return new TreeMap<>(TreeDump.of(all, grown.sessions()));
    }

    /** So that a mistake in routing does not hide behind one in the test. */
    @Test
    void everyZnodeIsWhereItBelongs() {
        TreeUnderTest tree = new TreeUnderTest(3);
        for (int i = 0; i < 100; i++) {
            tree.write(create("/n" + i));
        }
        Grown grown = grown(new CutHead(tree.zxid, tree.digest(), 1, 0), read(tree, () -> {}), 5);
        Routes routes = new Routes(new HashRing(Partition.names(5)), 5);
        for (int place = 0; place < 5; place++) {
            int here = place;
            grown.subtrees()
                    .get(place)
                    .forEach((path, node) -> assertThat(routes.placeOf(path)).isEqualTo(here));
        }
    }
}
