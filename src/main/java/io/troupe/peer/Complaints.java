package io.troupe.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of connections that are wrong: one line a cause a minute, and then how many more there were. Whoever is
 * refused comes again, and whoever can reach a port must not be able to fill the disk that takes the log. Its owner
 * comes back with {@link #over} {@link #QUIET_MILLIS} after each line.
 */
final class Complaints {
    /** How long a cause is not spoken of again. */
    static final long QUIET_MILLIS = 60_000;

    /** So many causes have a line of their own; further ones share one. */
    static final int CAUSES_MAX = 32;

    private static final String OTHERS = "other causes";

    private final Map<String, Integer> unsaid = new HashMap<>();

    /** The name under which to speak of {@code cause} now; empty where that was done within the last minute. */
    Optional<String> heard(String cause) {
        String name = unsaid.containsKey(cause) || unsaid.size() < CAUSES_MAX ? cause : OTHERS;
        Integer before = unsaid.putIfAbsent(name, 0);
        if (before != null) {
            unsaid.put(name, before + 1);
        }
        return before == null ? Optional.of(name) : Optional.empty();
    }

    /**
     * How often {@code name} came in the minute that is over and was not spoken of. If that is not zero, it is to be
     * spoken of now, and another minute begins.
     */
    int over(String name) {
        int more = unsaid.getOrDefault(name, 0);
        if (more == 0) {
            unsaid.remove(name);
        } else {
            unsaid.put(name, 0);
        }
        return more;
    }
}
