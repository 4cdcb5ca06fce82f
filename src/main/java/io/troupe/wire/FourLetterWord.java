package io.troupe.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The words that may stand in place of a connection's first length. Those that ZooKeeper knows and Troupe does not answer are never enabled. */
public enum FourLetterWord {
    RUOK(true),
    SRVR(true),
    STAT(true),
    MNTR(true),
    ISRO(true),
    CONF(true),
    CONS(false),
    CRST(false),
    DIRS(false),
    DUMP(false),
    ENVI(false),
    GTMK(false),
    HASH(false),
    SRST(false),
    STMK(false),
    WCHC(false),
    WCHP(false),
    WCHS(false);

    private static final FourLetterWord[] WORDS = values();

    private final String text;
    private final int number;
    private final boolean answered;

    FourLetterWord(boolean answered) {
        this.answered = answered;
        text = name().toLowerCase(Locale.ROOT);
        number = new ByteReader(text.getBytes(StandardCharsets.US_ASCII)).readInt("word");
    }

    /** As typed: {@code ruok}. */
    public String text() {
        return text;
    }

    /** Whether Troupe has an answer to it. */
    public boolean answered() {
        return answered;
    }

    /** The word whose four letters, read as a length, are {@code number}; null for no word. */
    public static FourLetterWord of(int number) {
        for (FourLetterWord word : WORDS) {
            if (word.number == number) {
                return word;
            }
        }
        return null;
    }
}
