package io.troupe.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this project, as they lie in it: what is built, downloaded or left by a run is none of them. */
final class Sources {
    static final Path PROJECT = Path.of("");
    static final Path MAIN = Path.of("src", "main", "java");
    static final Path TEST = Path.of("src", "test", "java");

    private static final List<String> NOT_OURS = List.of("target", "data", "logs", ".git", ".idea", ".vscode");

    private Sources() {}

    /** All files below {@code folder} whose names end in {@code ending}; none where there is no such folder. */
    static List<Path> below(Path folder, String ending) {
        Path start = folder.toString().isEmpty() ? Path.of(".") : folder;
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.map(Path::normalize)
                    .filter(file -> !NOT_OURS.contains(file.getName(0).toString()))
                    .filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
