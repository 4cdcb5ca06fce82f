package io.troupe.journal;

import java.io.IOException;
import java.util.List;

/** Another disk, of which whoever extends it changes what it likes. */
public abstract class ForwardingDisk implements Disk {
    private final Disk disk;

    protected ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    /** What is handed out in place of {@code file}. */
    protected DiskFile passed(DiskFile file) {
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
