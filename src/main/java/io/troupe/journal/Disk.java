package io.troupe.journal;

import java.io.IOException;
import java.util.List;

/**
 * The file system as this package sees it: one directory of plain files. Everything that can fail, stall or forget is
 * behind this interface and {@link DiskFile}, so that a simulation can make it do so. Names are relative to the
 * directory. Nothing here is durable before it is forced: bytes by {@link DiskFile#force()}, names (of files created,
 * renamed or deleted) by {@link #forceDirectory()}.
 */
public interface Disk {
    /** The names of all files in the directory, in no particular order. */
    List<String> list() throws IOException;

    /** A new empty file, open for reading and writing. @throws java.nio.file.FileAlreadyExistsException if it exists */
    DiskFile create(String name) throws IOException;

    /** An existing file, open for reading and writing. @throws java.nio.file.NoSuchFileException if there is none */
    DiskFile open(String name) throws IOException;

    /** Gives a file another name in one step; a file that had this name is gone. Open files stay usable. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** Returns when all names are durable as they stand. */
    void forceDirectory() throws IOException;

    /** Where an operator finds this file. */
    String locate(String name);
}
