package io.troupe.client;

import java.util.List;

/** What can happen to a session. {@code attempt} numbers connections, so that a late word of an old one is known. */
sealed interface Input {
    /** The first connection may be made. */
    enum Begin implements Input {
        BEGIN
    }

    record Submit(Call call) implements Input {}

    record Opened(int attempt) implements Input {}

    record Arrived(int attempt, List<byte[]> frames) implements Input {}

    record Broken(int attempt, String reason) implements Input {}

    enum Tick implements Input {
        TICK
    }

    record Close(String reason) implements Input {}
}
