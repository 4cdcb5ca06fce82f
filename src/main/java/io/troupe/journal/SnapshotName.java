package io.troupe.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A snapshot is called after the zxid of the last entry in it, so that names sort as snapshots do. */
final class SnapshotName {
    private static final Pattern SNAPSHOT = Pattern.compile("([0-9a-f]{16})\\.snapshot");
    private static final String SUFFIX = ".snapshot";
    private static final String UNFINISHED = ".new";

    private SnapshotName() {}

    static String of(long zxid) {
        String digits = Long.toHexString(zxid);
        return "0".repeat(16 - digits.length()) + digits + SUFFIX;
    }

    /** What a snapshot is called until it is whole and durable. Such a file means nothing after a crash. */
    static String unfinished(long zxid) {
        return of(zxid) + UNFINISHED;
    }

    static boolean isUnfinished(String name) {
        return name.endsWith(SUFFIX + UNFINISHED);
    }

    static OptionalLong zxidOf(String name) {
        Matcher matcher = SNAPSHOT.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseUnsignedLong(matcher.group(1), 16)) : OptionalLong.empty();
    }

    /** The zxids of all snapshots among these files, the newest first. */
    static List<Long> snapshotsAmong(List<String> names) {
        List<Long> zxids = new ArrayList<>();
        names.forEach(name -> zxidOf(name).ifPresent(zxids::add));
        zxids.sort(Collections.reverseOrder());
        return zxids;
    }
}
