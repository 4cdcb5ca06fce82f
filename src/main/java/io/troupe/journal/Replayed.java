package io.troupe.journal;

/**
 * The one event of a recovery: the fold of all records on disk, made where their bytes are read. Pekko's replay knows
 * no back-pressure; handed out one by one, the records of a long log would queue up in the actor's mailbox, all of
 * them. Whoever receives this owns the fold from then on.
 */
public record Replayed(LogFold fold) implements LogEvent {}
