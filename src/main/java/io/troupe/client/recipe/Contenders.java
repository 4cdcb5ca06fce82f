package io.troupe.client.recipe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is before whom in a directory of contenders: by the ten digits at the end of the name, which the parent counts
 * for all of them. So Curator's ({@code _c_<uuid>-lock-0000000001}), kazoo's ({@code <hex>__lock__0000000002}) and ours
 * stand in one queue. Names without such a number do not contend.
 */
final class Contenders {
    private static final int DIGITS = 10;

    private Contenders() {}

    /** The contender right before {@code own}; empty where {@code own} is first. */
    static Optional<String> before(List<String> names, String own) {
        long mine = number(own);
        return names.stream()
                .filter(name -> number(name) >= 0 && number(name) < mine)
                .max(Comparator.comparingLong(Contenders::number));
    }

    /** -1 where there is none. */
    static long number(String name) {
        int start = name.length() - DIGITS;
        if (start < 0) {
            return -1;
        }
        for (int i = start; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(name.substring(start));
    }
}
