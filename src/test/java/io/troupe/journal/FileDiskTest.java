package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryInUseIsRefusedInOneLineUntilItIsLeft() throws IOException {
        FileDisk first = FileDisk.open(directory);
        assertThatThrownBy(() -> FileDisk.open(directory))
                .isInstanceOf(DirectoryInUse.class)
                .hasMessage("The directory " + directory.toRealPath()
                        + " is in use by another peer: stop that one, or give this one its own.");
        first.close();

        FileDisk.open(directory).close();
    }

    @Test
    void aDirectoryIsMadeWithAllAboveIt() throws IOException {
        FileDisk.open(directory.resolve("a/b/c")).close();

        assertThat(directory.resolve("a/b/c")).isDirectory();
    }

    @Test
    void filesAreCreatedOnceRenamedOverOthersAndDeleted() throws IOException {
        try (FileDisk disk = FileDisk.open(directory)) {
            disk.create("a").writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 2);
            disk.create("b");
            assertThatThrownBy(() -> disk.create("a")).isInstanceOf(FileAlreadyExistsException.class);
            disk.rename("a", "b");
            disk.forceDirectory();
            assertThatThrownBy(() -> disk.open("a")).isInstanceOf(NoSuchFileException.class);
            assertThat(disk.locate("b")).isEqualTo(directory.toRealPath() + "/b");

            DiskFile file = disk.open("b");
            ByteBuffer bytes = ByteBuffer.allocate(8);
            assertThat(file.read(bytes, 0)).isEqualTo(5);
            assertThat(bytes.array()).startsWith(0, 0, 1, 2, 3);
            assertThat(file.read(bytes, 5)).isEqualTo(-1);
            file.truncate(3);
            file.force();
            assertThat(file.size()).isEqualTo(3);
            disk.delete("b");
            assertThat(disk.list()).containsOnly("lock");
        }
    }

    @Test
    void nothingWritesToADirectoryThatWasLeft() throws IOException {
        FileDisk disk = FileDisk.open(directory);
        DiskFile file = disk.create("a");
        disk.close();

        assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), 0)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> disk.create("b")).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void whatCannotBeADirectoryIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> FileDisk.open(file)).isInstanceOf(IOException.class);
    }
}
