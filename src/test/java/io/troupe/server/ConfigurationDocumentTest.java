package io.troupe.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/CONFIGURATION.md says of every key and every variable what the code does with it, and of no others. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "CONFIGURATION.md");

    @Test
    void listsEveryKeyWithItsDefaultAndMeaning() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `") && !line.matches("\\| `[A-Z_]+` .*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(ZooKeys.all().stream()
                        .map(ConfigurationDocumentTest::row)
                        .toList());
    }

    @Test
    void listsEveryVariableThatTheLauncherReads() throws IOException {
        String launcher = Files.readString(Path.of("bin", "troupe"));

        assertThat(names("(?m)^\\| `([A-Z_]+)` ", Files.readString(DOCUMENT)))
                .isEqualTo(names("\\$\\{([A-Z_]+):", launcher));
    }

    private static String row(ZooKey key) {
        String name = key.harmless().isEmpty()
                ? "`" + key.name() + "`"
                : "`" + key.name() + "` other than `" + String.join("`, `", new TreeSet<>(key.harmless())) + "`";
        return key.standing() == ZooKey.Standing.HONOURED
                ? "| " + name + " | " + key.standard() + " | " + key.meaning() + " |"
                : "| " + name + " | " + key.meaning() + " |";
    }

    private static Set<String> names(String pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
