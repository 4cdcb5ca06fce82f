package io.troupe.server;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads text in the format of {@link java.util.Properties} as that class reads it (comments, continued lines, escapes),
 * but keeps what it forgets: the line on which each key stands, and the keys that are given twice.
 */
final class PropertiesText {
    /** One key and its value, at the line on which the key begins (counted from 1). */
    record Property(int line, String key, String value) {}

    private PropertiesText() {}

    /** @throws ConfigError where an escape is malformed; {@code file} is the name to give in that message */
    static List<Property> read(String file, String text) {
        List<Property> found = new ArrayList<>();
        String[] lines = text.split("\r\n|\r|\n", -1);
        int next = 0;
        while (next < lines.length) {
            int first = next;
            String line = unindented(lines[next++]);
            // A lone backslash continues a line on which nothing stands yet, so what follows may still be a comment.
            if (line.startsWith("#") || line.startsWith("!") || line.equals("\\")) {
                continue;
            }
            StringBuilder logical = new StringBuilder();
            while (isContinued(line)) {
                logical.append(line, 0, line.length() - 1);
                line = next < lines.length ? unindented(lines[next++]) : "";
            }
            logical.append(line);
            if (logical.length() > 0) {
                found.add(property(file + ":" + (first + 1), first + 1, logical.toString()));
            }
        }
        return found;
    }

    private static Property property(String place, int line, String logical) {
        int keyEnd = 0;
        boolean escaped = false;
        while (keyEnd < logical.length() && (escaped || !endsKey(logical.charAt(keyEnd)))) {
            escaped = !escaped && logical.charAt(keyEnd) == '\\';
            keyEnd++;
        }
        int valueStart = pastBlanks(logical, keyEnd);
        if (valueStart < logical.length() && isSeparator(logical.charAt(valueStart))) {
            valueStart = pastBlanks(logical, valueStart + 1);
        }
        return new Property(
                line, unescaped(place, logical.substring(0, keyEnd)), unescaped(place, logical.substring(valueStart)));
    }

    private static String unescaped(String place, String raw) {
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                plain.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            if (escape == 'u') {
                plain.append(unicode(place, raw, i + 1));
                i += 4;
            } else {
                int at = "tnrf".indexOf(escape);
                plain.append(at < 0 ? escape : "\t\n\r\f".charAt(at));
            }
        }
        return plain.toString();
    }

    private static char unicode(String place, String raw, int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < raw.length() && raw.charAt(i) < 128 ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new ConfigError(
                        place + ": after \\u stand four hexadecimal digits (a lone backslash is written \\\\)");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    /** An odd number of backslashes at the end joins the next line to this one. */
    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static String unindented(String line) {
        return line.substring(pastBlanks(line, 0));
    }

    private static int pastBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean endsKey(char c) {
        return isSeparator(c) || isBlank(c);
    }

    private static boolean isSeparator(char c) {
        return c == '=' || c == ':';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }
}
