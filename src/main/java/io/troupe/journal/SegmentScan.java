package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads one segment from its first frame to its last and holds every byte against what it must be. */
final class SegmentScan implements AutoCloseable {
    private final String path;
    private final DiskFile file;
    private final SegmentHeader header;
    private final FrameReader frames;
    private long position = SegmentHeader.BYTES;
    private long lastSeqNr;
    private int lastChecksum;

    private SegmentScan(String path, DiskFile file, SegmentHeader header) throws IOException {
        this.path = path;
        this.file = file;
        this.header = header;
        this.frames = new FrameReader(file, header.salt());
        this.lastSeqNr = header.firstSeqNr() - 1;
        this.lastChecksum = header.link();
    }

    static SegmentScan open(Disk disk, int peerId, long firstSeqNr) throws IOException {
        String name = SegmentName.of(firstSeqNr);
        DiskFile file = disk.open(name);
        try {
            return new SegmentScan(disk.locate(name), file, header(file, disk.locate(name), peerId, firstSeqNr));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Begins in the middle, at a frame of which it is known where it stands. */
    static SegmentScan openAt(Disk disk, int peerId, Position position) throws IOException {
        SegmentScan scan = open(disk, peerId, position.segment());
        FrameHeader first = scan.frames.headerAt(position.offset());
        if (first == null || first.seqNr() != position.seqNr()) {
            scan.close();
            throw new DamagedLog(scan.path, position.offset(), "frame " + position.seqNr() + " is no longer there");
        }
        scan.position = position.offset();
        scan.lastSeqNr = first.seqNr() - 1;
        scan.lastChecksum = first.link();
        return scan;
    }

    private static SegmentHeader header(DiskFile file, String path, int peerId, long firstSeqNr) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // A read may bring less than was asked for.
        }
        bytes.flip();
        if (SegmentHeader.isOfAnotherVersion(bytes)) {
            throw RefusedLog.otherVersion(path, bytes.getInt(8));
        }
        SegmentHeader header = SegmentHeader.decode(bytes);
        if (header == null) {
            throw new DamagedLog(path, 0, "this is not the header of a segment");
        }
        if (header.peerId() != peerId) {
            throw RefusedLog.otherPeer(path, header.peerId(), peerId);
        }
        if (header.firstSeqNr() != firstSeqNr) {
            throw new DamagedLog(path, 0, "by its header, this file is " + SegmentName.of(header.firstSeqNr()));
        }
        return header;
    }

    /** The next frame in its place. @return null where there is none: then see {@link #tail} */
    @Nullable
    Frame next() throws IOException {
        Frame frame = frames.frameAt(position);
        if (frame == null || !inPlace(frame.header())) {
            return null;
        }
        position = frame.end();
        lastSeqNr = frame.seqNr();
        lastChecksum = frame.header().checksum();
        return frame;
    }

    private boolean inPlace(FrameHeader next) {
        boolean first = next.seqNr() == header.firstSeqNr();
        return next.follows(lastSeqNr, lastChecksum) && first == (next.kind() == FrameKind.OPENS_SEGMENT);
    }

    /** What stands behind the last frame. */
    SegmentTail tail() throws IOException {
        return SegmentTail.examine(path, frames, position, lastSeqNr, lastChecksum);
    }

    SegmentHeader header() {
        return header;
    }

    DiskFile file() {
        return file;
    }

    String path() {
        return path;
    }

    /** Where the next frame would start. */
    long position() {
        return position;
    }

    long lastSeqNr() {
        return lastSeqNr;
    }

    int lastChecksum() {
        return lastChecksum;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
