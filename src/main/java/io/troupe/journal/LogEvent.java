package io.troupe.journal;

/** What Pekko Persistence carries between the log actor and the journal plugin. */
public sealed interface LogEvent permits Recorded, Replayed {}
