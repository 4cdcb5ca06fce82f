package io.troupe.wire;

/** What a four-letter word is answered, in ZooKeeper's very words, which scripts and probes look for. */
public final class FourLetterAnswer {

    private FourLetterAnswer() {}

    /** While this peer serves. @throws IllegalArgumentException for a word that has no answer here */
    public static String of(FourLetterWord word, ServerReport report, ServerSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** While it does not. */
    public static String ofNotServing(FourLetterWord word) {
        throw new UnsupportedOperationException();
    }

    /** For a word that is not on the white list, or has no answer here. */
    public static String ofNotEnabled(FourLetterWord word) {
        return word.text() + " is not executed because it is not in the whitelist.\n";
    }
}
