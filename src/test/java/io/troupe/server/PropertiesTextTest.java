package io.troupe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.server.PropertiesText.Property;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {
    @Test
    void namesTheLineOnWhichAKeyBegins() {
        assertThat(PropertiesText.read("f", "# comment\n\na=1\n  b = 2 \\\n   and more\r\n! another\rc:3"))
                .containsExactly(
                        new Property(3, "a", "1"), new Property(4, "b", "2 and more"), new Property(7, "c", "3"));
    }

    @Test
    void keepsAKeyThatIsGivenTwice() {
        assertThat(PropertiesText.read("f", "a=1\na=2"))
                .containsExactly(new Property(1, "a", "1"), new Property(2, "a", "2"));
    }

    @Test
    void saysWhereAnEscapeIsMalformed() {
        assertThatThrownBy(() -> PropertiesText.read("zoo.cfg", "a=1\ndataDir=C:\\users"))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("zoo.cfg:2: ");
    }

    @Test
    void readsAnyTextAsTheLibraryOfJavaDoes() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            assertThat(ours(text)).as("seed %d, text '%s'", seed, visible(text)).isEqualTo(javas(text));
        }
    }

    private static String text(Random random) {
        String letters = "ab\\\\\\=: \t\f\n\n\r#!tu0041Fé";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String visible(String text) {
        return text.replace("\r", "<CR>")
                .replace("\n", "<LF>")
                .replace("\f", "<FF>")
                .replace("\t", "<TAB>");
    }

    private static Map<String, String> ours(String text) {
        Map<String, String> all = new HashMap<>();
        try {
            PropertiesText.read("f", text).forEach(one -> all.put(one.key(), one.value()));
        } catch (ConfigError e) {
            return Map.of("error", "malformed");
        }
        all.remove("");
        return all;
    }

    private static Map<String, String> javas(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            return Map.of("error", "malformed");
        }
        Map<String, String> all = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        // There a lone backslash as the last line becomes an empty key, over one that was meant; nobody has such keys.
        all.remove("");
        return all;
    }
}
