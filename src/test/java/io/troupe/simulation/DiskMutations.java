package io.troupe.simulation;

import io.troupe.journal.Disk;
import io.troupe.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Bugs in how a log gets to its disk. */
final class DiskMutations {
    private DiskMutations() {}

    static final class ForceDoesNothing extends Seams {
        @Override
        Disk disk(Disk disk) {
            return new PassedDisk(disk) {
                @Override
                DiskFile passed(DiskFile file) {
                    return new PassedFile(file) {
                        @Override
                        public void force() {}
                    };
                }
            };
        }
    }

    /** What the last process wrote and did not force is taken as it can be read. */
    static final class TailIsNotWrittenAnew extends Seams {
        private static final String UNFINISHED = ".new";

        @Override
        Disk disk(Disk disk) {
            return new PassedDisk(disk) {
                private String original;

                @Override
                public DiskFile create(String name) throws IOException {
                    String finished = name.substring(0, Math.max(0, name.length() - UNFINISHED.length()));
                    if (!name.endsWith(UNFINISHED) || !list().contains(finished)) {
                        return super.create(name);
                    }
                    original = finished;
                    return new PassedFile(super.open(finished)) {
                        @Override
                        public int write(ByteBuffer from, long position) throws IOException {
                            return original == null ? super.write(from, position) : skip(from);
                        }

                        @Override
                        public void force() throws IOException {
                            if (original == null) {
                                super.force();
                            }
                        }
                    };
                }

                @Override
                public void rename(String from, String to) throws IOException {
                    if (to.equals(original)) {
                        original = null;
                    } else {
                        super.rename(from, to);
                    }
                }
            };
        }

        private static int skip(ByteBuffer from) {
            int bytes = from.remaining();
            from.position(from.limit());
            return bytes;
        }
    }

    /** A disk of which a mutation changes what it likes. */
    private abstract static class PassedDisk implements Disk {
        private final Disk disk;

        PassedDisk(Disk disk) {
            this.disk = disk;
        }

        DiskFile passed(DiskFile file) {
            return file;
        }

        @Override
        public List<String> list() throws IOException {
            return disk.list();
        }

        @Override
        public DiskFile create(String name) throws IOException {
            return passed(disk.create(name));
        }

        @Override
        public DiskFile open(String name) throws IOException {
            return passed(disk.open(name));
        }

        @Override
        public void rename(String from, String to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void delete(String name) throws IOException {
            disk.delete(name);
        }

        @Override
        public void forceDirectory() throws IOException {
            disk.forceDirectory();
        }

        @Override
        public String locate(String name) {
            return disk.locate(name);
        }
    }

    private abstract static class PassedFile implements DiskFile {
        private final DiskFile file;

        PassedFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return file.write(from, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
