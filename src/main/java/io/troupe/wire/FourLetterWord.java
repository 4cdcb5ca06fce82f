package io.troupe.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of ZooKeeper that may stand in place of a connection's first length. */
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

    private final boolean answered;
    private final String text;
    private final int number;

    FourLetterWord(boolean answered) {
        this.answered = answered;
        text = name().toLowerCase(Locale.ROOT);
        number = new ByteReader(text.getBytes(StandardCharsets.US_ASCII)).readInt("word");
    }

    /** As typed: {@code ruok}. */
    public String text() {
        return text;
    }

    /** Whether Troupe has an answer to it. The others are never enabled. */
    public boolean answered() {
        return answered;
    }

    /** The word whose four letters, read as a length, are {@code number}; null for no word. */
    public static @Nullable FourLetterWord of(int number) {
        for (FourLetterWord word : WORDS) {
            if (word.number == number) {
                return word;
            }
        }
        return null;
    }

    /**
     * The words that a white list like {@code ruok, stat} or {@code *} enables. Always srvr, on which ZooKeeper's own
     * scripts depend; never one without an answer.
     *
     * @throws IllegalArgumentException for what is no word of ZooKeeper
     */
    public static Set<FourLetterWord> enabledBy(String whitelist) {
        Set<FourLetterWord> enabled = EnumSet.of(SRVR);
        for (String part : whitelist.split(",")) {
            enabled.addAll(named(part.trim()));
        }
        enabled.removeIf(word -> !word.answered);
        return Collections.unmodifiableSet(enabled);
    }

    private static Set<FourLetterWord> named(String name) {
        if (name.isEmpty()) {
            return Set.of();
        }
        if (name.equals("*")) {
            return EnumSet.allOf(FourLetterWord.class);
        }
        for (FourLetterWord word : WORDS) {
            if (word.text.equals(name)) {
                return EnumSet.of(word);
            }
        }
        throw new IllegalArgumentException("no four-letter word is called " + name);
    }
}
