package io.troupe.zab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays {@code src/test/resources/zab/*.txt}. A transcript is a row of blocks: commands, a line {@code ----}, and
 * what the peers look like then. Lines that begin with # are for the reader. With {@code -Dtranscripts.rewrite=true}
 * what happened is written instead of checked, to be read before it is committed.
 */
class TranscriptTest {
    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/zab"))) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void replaysAsWritten(Path file) throws IOException {
        String written = Files.readString(file);
        String replayed = replay(written.lines().toList());
        if (Boolean.getBoolean("transcripts.rewrite")) {
            Files.writeString(file, replayed);
        } else {
            assertThat(replayed).isEqualTo(written);
        }
    }

    /** The transcript again, with what really happened under each {@code ----}. */
    private static String replay(List<String> lines) {
        Interpreter interpreter = new Interpreter();
        List<String> replayed = new ArrayList<>();
        boolean expecting = false;
        for (String line : lines) {
            if (line.equals("----")) {
                replayed.add(line);
                interpreter.describe().lines().forEach(replayed::add);
                expecting = true;
            } else if (line.isBlank()) {
                replayed.add(line);
                expecting = false;
            } else if (!expecting) {
                replayed.add(line);
                if (!line.startsWith("#")) {
                    interpreter.run(line.split(" "));
                }
            }
        }
        return String.join("\n", replayed) + "\n";
    }

    /** One verb a case. */
    private static final class Interpreter {
        private Ensemble ensemble;

        String describe() {
            return ensemble.describe();
        }

        void run(String[] words) {
            switch (words[0]) {
                case "peers" -> ensemble = Ensemble.calm(number(words, 1));
                case "start" -> start(words);
                case "run" -> ensemble.run(number(words, 1));
                case "submit" -> ensemble.peer(number(words, 1)).submit(words[2]);
                case "crash" -> ensemble.peer(number(words, 1)).crash();
                case "wipe" -> ensemble.peer(number(words, 1)).disk().wipe();
                case "isolate" -> ensemble.isolate(number(words, 1));
                case "cut" -> ensemble.cut(number(words, 1), number(words, 2));
                case "heal" -> {
                    ensemble.heal();
                    ensemble.connect();
                }
                default -> throw new IllegalArgumentException("no verb " + words[0]);
            }
        }

        private void start(String[] words) {
            for (int i = 1; i < words.length; i++) {
                ensemble.peer(number(words, i)).start();
            }
        }

        private static int number(String[] words, int at) {
            return Integer.parseInt(words[at]);
        }
    }
}
