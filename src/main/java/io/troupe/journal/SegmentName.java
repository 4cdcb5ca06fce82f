package io.troupe.journal;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A segment is called after the sequence number of its first frame, so that names sort as the log does. */
final class SegmentName {
    private static final int DIGITS = 19;
    private static final Pattern SEGMENT = Pattern.compile("(\\d{" + DIGITS + "})\\.log");
    private static final String UNFINISHED = ".new";

    private SegmentName() {}

    static String of(long firstSeqNr) {
        String digits = Long.toString(firstSeqNr);
        return "0".repeat(DIGITS - digits.length()) + digits + ".log";
    }

    /** What a segment is called until it is whole and durable. Such a file means nothing after a crash. */
    static String unfinished(long firstSeqNr) {
        return of(firstSeqNr) + UNFINISHED;
    }

    /** Room made for a segment that is not needed yet. */
    static String spare() {
        return "spare.log" + UNFINISHED;
    }

    static boolean isUnfinished(String name) {
        return name.endsWith(".log" + UNFINISHED);
    }

    static OptionalLong firstSeqNrOf(String name) {
        Matcher matcher = SEGMENT.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The first sequence numbers of all segments among these files, ascending. */
    static long[] segmentsAmong(List<String> names) {
        return names.stream()
                .map(SegmentName::firstSeqNrOf)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sorted()
                .toArray();
    }
}
