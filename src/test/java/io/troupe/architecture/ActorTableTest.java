package io.troupe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The map of all actors in docs/ARCHITECTURE.md shows those that there are, and no others. */
class ActorTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+Actor)` \\|");

    @Test
    void theTableOfActorsIsTheCodes() {
        Set<String> actors = Imported.PRODUCT.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.endsWith("Actor"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows(Sources.text(Path.of("docs", "ARCHITECTURE.md")))).isEqualTo(actors);
    }

    @Test
    void aRowIsRead() {
        assertThat(rows("| `OneActor` | 1 |\n| `Other` |\nand `TwoActor`\n")).containsExactly("OneActor");
    }

    private static Set<String> rows(String text) {
        Set<String> rows = new TreeSet<>();
        Matcher matcher = ROW.matcher(text);
        while (matcher.find()) {
            rows.add(matcher.group(1));
        }
        return rows;
    }
}
