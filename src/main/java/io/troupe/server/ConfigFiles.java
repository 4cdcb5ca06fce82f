package io.troupe.server;

import io.troupe.server.ZooSettings.Given;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a configuration touches on disk before anything is started; whatever is wrong there is said in one line. */
final class ConfigFiles {
    /** The file in the data directory that says which of the servers this one is. */
    static final String MYID = "myid";

    private ConfigFiles() {}

    /** The text of a file: UTF-8, or ISO 8859-1 (which ZooKeeper reads) where it cannot be that. */
    static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigError(file + ": is a directory; a configuration file is wanted");
        }
        if (!Files.exists(file)) {
            throw new ConfigError(file + ": there is no such file");
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigError(file + ": cannot be read: " + reason(e));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** The id that stands in {@code myid}, if there is such a file. */
    static Optional<Integer> myid(Path dataDir) {
        Path file = dataDir.resolve(MYID);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String id = text(file).trim();
        if (!id.matches("\\d{1,9}") || !Voter.isId(Integer.parseInt(id))) {
            throw new ConfigError(
                    file + ": '" + shortened(id) + "' is no server id (" + Voter.MIN_ID + " to " + Voter.MAX_ID + ")");
        }
        return Optional.of(Integer.parseInt(id));
    }

    /** A directory that is usable, or could be made. */
    static Path directory(Given given) {
        Path path = ZooSettings.parsed(given, Path::of, "is no path");
        if (Files.exists(path)) {
            if (!Files.isDirectory(path)) {
                throw given.wrong("is not a directory");
            }
            if (!Files.isReadable(path) || !Files.isWritable(path) || !Files.isExecutable(path)) {
                throw given.wrong("cannot be read and written by this user");
            }
        }
        return path;
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 20 ? line.substring(0, 20) + "…" : line;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }
}
