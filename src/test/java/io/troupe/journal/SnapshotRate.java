package io.troupe.journal;

import io.troupe.model.Acl;
import io.troupe.tree.CutChunk;
import io.troupe.tree.CutHead;
import io.troupe.tree.Grown;
import io.troupe.tree.Lifetime;
import io.troupe.tree.Partition;
import io.troupe.tree.Regrowth;
import io.troupe.tree.Subtree;
import io.troupe.tree.TreeDump;
import io.troupe.tree.ZnodeImage;
import io.troupe.wire.MalformedFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** How long it takes to write and to load a snapshot of many znodes, and for how long its owner stops at a time. */
final class SnapshotRate {
    private static final int SUBTREES = 8;
    private static final int DATA_BYTES = 100;

    private SnapshotRate() {}

    /** @param args how many znodes; the directory */
    public static void main(String[] args) throws Exception {
        int znodes = Integer.parseInt(args[0]);
        Path directory = Files.createDirectories(Path.of(args[1]));
        long emptyBytes = heapBytes();
        Grown grown = tree(znodes);
        System.out.printf("heap: %d bytes a znode%n", (heapBytes() - emptyBytes) / znodes);
        try (FileDisk disk = FileDisk.open(directory)) {
            for (int run = 0; run < 3; run++) {
                write(disk, grown);
                load(disk);
            }
        }
    }

    /** Its digest is asked of the first try to make it. */
    private static Grown tree(int znodes) {
        Regrowth regrowth = new Regrowth(SUBTREES);
        SplittableRandom random = new SplittableRandom(1);
        Partition planted = new Partition(SUBTREES);
        planted.cut().want();
        planted.cut().open();
        for (CutChunk chunk = planted.cut().read(1 << 16);
                ;
                chunk = planted.cut().read(1 << 16)) {
            regrowth.take(chunk.bytes());
            if (chunk.last()) {
                break;
            }
        }
        for (int group = 0; group < znodes / 1000; group++) {
            regrowth.znode(znode("/group-" + group, random, group));
            for (int i = 1; i < 1000; i++) {
                regrowth.znode(znode("/group-" + group + "/member-" + i, random, group * 1000L + i));
            }
        }
        return finish(regrowth);
    }

    private static Grown finish(Regrowth regrowth) {
        try {
            return regrowth.finish(new CutHead(1, 0, 1, 0));
        } catch (MalformedFrame wrong) {
            String text = String.valueOf(wrong.getMessage()).split("is |,")[1];
            return regrowth.finish(new CutHead(1, Long.parseUnsignedLong(text, 16), 1, 0));
        }
    }

    private static ZnodeImage znode(String path, SplittableRandom random, long zxid) {
        byte[] data = new byte[DATA_BYTES];
        random.nextBytes(data);
        return new ZnodeImage(path, data, Acl.OPEN, Lifetime.PERSISTENT, 0, zxid, zxid, zxid, zxid, zxid, 0, 0, 0);
    }

    private static void write(FileDisk disk, Grown grown) throws Exception {
        long begin = System.nanoTime();
        List<Long> steps = new ArrayList<>();
        CutHead head = new CutHead(1, TreeDump.digestOf(parts(grown), grown.sessions()), 1, 0);
        parts(grown).forEach(Subtree::openCut);
        long bytes;
        try (SnapshotWriter writer = SnapshotWriter.create(disk, SnapshotHeader.of(1, 1, head))) {
            for (Subtree part : parts(grown)) {
                boolean more = true;
                while (more) {
                    long start = System.nanoTime();
                    CutChunk chunk = part.readCut(64 << 10);
                    steps.add(System.nanoTime() - start);
                    writer.write(chunk.bytes());
                    more = !chunk.last();
                }
            }
            bytes = writer.finish();
        }
        long[] sorted = steps.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "written: %d ms, %d bytes; steps: %d, median %d us, 99.9 %% %d us, longest %d us, all %d ms%n",
                (System.nanoTime() - begin) / 1_000_000,
                bytes,
                sorted.length,
                sorted[sorted.length / 2] / 1000,
                sorted[(int) (sorted.length * 0.999)] / 1000,
                sorted[sorted.length - 1] / 1000,
                Arrays.stream(sorted).sum() / 1_000_000);
    }

    private static List<Subtree> parts(Grown grown) {
        List<Subtree> parts = new ArrayList<>(grown.subtrees());
        parts.add(grown.crown());
        return parts;
    }

    private static void load(FileDisk disk) throws Exception {
        long begin = System.nanoTime();
        Grown grown = new SnapshotFiles(disk, 1, LogObserver.SILENT)
                .newest(0, 9, 1, SUBTREES)
                .orElseThrow();
        System.out.printf(
                "loaded: %d ms, digest %x%n",
                (System.nanoTime() - begin) / 1_000_000, grown.head().digest());
    }

    private static long heapBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
