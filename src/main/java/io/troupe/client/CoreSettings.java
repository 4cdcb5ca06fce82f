package io.troupe.client;

/** The numbers that a session's core goes by. */
record CoreSettings(
        int timeoutMillis,
        long attemptMillis,
        long closeMillis,
        int outstandingMax,
        boolean failWhenFull,
        int requestBytesMax) {}
