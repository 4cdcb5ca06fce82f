package io.troupe.simulation;

import io.troupe.journal.Disk;
import io.troupe.journal.DiskFile;
import io.troupe.journal.ForwardingDisk;
import io.troupe.journal.ForwardingFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bugs in how a log gets to its disk. */
final class DiskMutations {
    private DiskMutations() {}

    static final class ForceDoesNothing extends Seams {
        @Override
        Disk disk(Disk disk) {
            return new ForwardingDisk(disk) {
                @Override
                protected DiskFile passed(DiskFile file) {
                    return new ForwardingFile(file) {
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
            return new ForwardingDisk(disk) {
                private String original;

                @Override
                public DiskFile create(String name) throws IOException {
                    String finished = name.substring(0, Math.max(0, name.length() - UNFINISHED.length()));
                    if (!name.endsWith(UNFINISHED) || !list().contains(finished)) {
                        return super.create(name);
                    }
                    original = finished;
                    return new ForwardingFile(super.open(finished)) {
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
}
