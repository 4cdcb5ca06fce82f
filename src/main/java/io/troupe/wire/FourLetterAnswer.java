package io.troupe.wire;

/** What a four-letter word is answered, in ZooKeeper's very words, which scripts and probes look for. */
public final class FourLetterAnswer {
    private static final String ALIVE = "imok";
    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests\n";

    private FourLetterAnswer() {}

    /** While this peer serves. @throws IllegalArgumentException for a word that has no answer here */
    public static String of(FourLetterWord word, ServerReport report, ServerSettings settings) {
        return switch (word) {
            case RUOK -> ALIVE;
            case SRVR -> ServerText.withoutClients(report);
            case STAT -> ServerText.withClients(report);
            case MNTR -> MonitorText.of(report);
            case ISRO -> report.readOnly() ? "ro" : "rw";
            case CONF -> SettingsText.of(settings);
            default -> throw new IllegalArgumentException(word.text() + " has no answer");
        };
    }

    /** While it does not: no quorum, starting, or electing. Being alive needs no quorum. */
    public static String ofNotServing(FourLetterWord word) {
        return switch (word) {
            case RUOK -> ALIVE;
            case ISRO -> "null";
            default -> NOT_SERVING;
        };
    }

    /** For a word that is not on the white list, or has no answer here. */
    public static String ofNotEnabled(FourLetterWord word) {
        return word.text() + " is not executed because it is not in the whitelist.\n";
    }
}
