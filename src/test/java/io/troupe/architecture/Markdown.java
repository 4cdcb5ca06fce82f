package io.troupe.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links of a document, and what they lead to. */
final class Markdown {
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.*?)\\s*$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    private Markdown() {}

    /** Links of {@code file} to files, or to headings, that are not there. Those to other sites are not followed. */
    static List<String> brokenLinks(Path file, String text) {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(CODE.matcher(text).replaceAll(""));
        while (links.find()) {
            String target = links.group(1);
            if (!target.matches("[a-z]+:.*") && !leadsSomewhere(file, text, target)) {
                broken.add(file + ": the link to " + target + " leads nowhere");
            }
        }
        return broken;
    }

    private static boolean leadsSomewhere(Path file, String text, String target) {
        String[] parts = target.split("#", 2);
        Path linked = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!parts[0].isEmpty() && !Files.exists(linked)) {
            return false;
        }
        if (parts.length == 1 || !linked.toString().endsWith(".md")) {
            return true;
        }
        return anchors(parts[0].isEmpty() ? text : Sources.text(linked)).contains(parts[1]);
    }

    /** As the sites that show Markdown derive them from headings. */
    private static List<String> anchors(String text) {
        List<String> anchors = new ArrayList<>();
        Matcher headings = HEADING.matcher(text);
        while (headings.find()) {
            String heading = headings.group(1).toLowerCase(Locale.ROOT);
            anchors.add(heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
        }
        return anchors;
    }
}
