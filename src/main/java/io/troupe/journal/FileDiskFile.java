package io.troupe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;

/** A file of the real file system. */
final class FileDiskFile implements DiskFile {
    private final FileChannel channel;
    private final Consumer<FileDiskFile> onClose;

    FileDiskFile(FileChannel channel, Consumer<FileDiskFile> onClose) {
        this.channel = channel;
        this.onClose = onClose;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        return channel.write(from, position);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    /** fdatasync: it makes a new size durable too, and leaves out only times, which nobody needs. */
    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        onClose.accept(this);
        channel.close();
    }
}
