package io.troupe.tree;

/** The number that a sequential znode has at the end of its name. */
final class SequenceName {
    private static final int WIDTH = 10;

    private SequenceName() {}

    /**
     * {@code prefix} and {@code number} as C's %010d writes it: after 2147483647 comes -2147483648, as in ZooKeeper.
     */
    static String of(String prefix, int number) {
        String digits = Long.toString(Math.abs((long) number));
        StringBuilder name = new StringBuilder(prefix.length() + WIDTH + 1).append(prefix);
        int zeros = WIDTH - digits.length();
        if (number < 0) {
            name.append('-');
            zeros--;
        }
        for (int i = 0; i < zeros; i++) {
            name.append('0');
        }
        return name.append(digits).toString();
    }
}
