package io.troupe.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many connections, and how many operations each of them keeps in progress. */
public record Shape(int connections, int depth) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final int DEPTH_MAX = 4_096;

    public Shape {
        if (connections < 1 || depth < 1 || depth > DEPTH_MAX) {
            throw new BenchError(connections + "x" + depth + ": at least one connection is wanted, and 1 to "
                    + DEPTH_MAX + " operations in progress on each");
        }
    }

    /** @throws BenchError for what is not two numbers around an x */
    public static Shape of(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new BenchError(
                    "'" + text + "' is no shape: give connections x operations in progress on each, like 64x16");
        }
        return new Shape(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return connections + "x" + depth;
    }
}
