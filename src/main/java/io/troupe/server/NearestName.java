package io.troupe.server;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who wrote the name of a key almost right. */
final class NearestName {
    private record Candidate(String name, int distance) {}

    private NearestName() {}

    /** The known key that is nearest to {@code key}, if one is near enough that it may have been meant. */
    static Optional<String> to(String key) {
        int enough = Math.max(1, key.length() * 2 / 5);
        return ZooKeys.all().stream()
                .map(known -> new Candidate(known.name(), distance(spelled(key), spelled(known.stem()))))
                .filter(candidate -> candidate.distance() <= enough)
                .min(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::name);
    }

    /** Case, dots and the number of a family are what people get wrong, so they do not count. */
    private static String spelled(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]|\\d+$", "");
    }

    /**
     * How many letters must be put in, taken out, replaced or swapped with their neighbour (optimal string alignment).
     */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, i, j, one, other);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, int i, int j, String one, String other) {
        int replaced = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
