package io.troupe.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a znode's path (ZooKeeper's PathUtils), and its parts. Paths are plain strings wherever they travel. */
public final class ZnodePath {
    public static final String ROOT = "/";

    private ZnodePath() {}

    /** What is wrong with {@code path}, or empty. A null path is wrong too. */
    public static Optional<String> problemWith(@Nullable String path) {
        if (path == null) {
            return Optional.of("a path cannot be null");
        }
        if (path.isEmpty()) {
            return Optional.of("a path cannot be empty");
        }
        if (path.charAt(0) != '/') {
            return Optional.of("a path must start with /");
        }
        if (path.length() == 1) {
            return Optional.empty();
        }
        if (path.charAt(path.length() - 1) == '/') {
            return Optional.of("a path must not end with /");
        }
        return problemWithSegments(path);
    }

    private static Optional<String> problemWithSegments(String path) {
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (i == start) {
                    return Optional.of("an empty node name at " + start);
                }
                if (isRelative(path, start, i)) {
                    return Optional.of("a relative node name at " + start);
                }
                start = i + 1;
            } else if (forbidden(path.charAt(i))) {
                return Optional.of(String.format("the character U+%04X at %d", (int) path.charAt(i), i));
            }
        }
        return Optional.empty();
    }

    private static boolean isRelative(String path, int start, int end) {
        int length = end - start;
        return length <= 2 && path.charAt(start) == '.' && (length == 1 || path.charAt(start + 1) == '.');
    }

    private static boolean forbidden(char c) {
        return c <= '\u001f' || c >= '\u007f' && c <= '\u009f' || c >= '\ud800' && c <= '\uf8ff' || c >= '\ufff0';
    }

    /** The path above; that of {@code /a} is {@code /}. @throws IllegalArgumentException for the root */
    public static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || path.length() == 1) {
            throw new IllegalArgumentException("no path is above " + path);
        }
        return slash == 0 ? ROOT : path.substring(0, slash);
    }

    /** The last segment; empty for the root. */
    public static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The first segment, by which a path is given to a subtree; empty for the root. */
    public static String firstSegmentOf(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path.substring(1) : path.substring(1, slash);
    }

    /** The path of {@code name} below {@code parent}. */
    public static String child(String parent, String name) {
        return parent.length() == 1 ? parent + name : parent + '/' + name;
    }
}
