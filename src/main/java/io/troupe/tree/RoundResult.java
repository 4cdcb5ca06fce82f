package io.troupe.tree;

import java.util.List;

/**
 * What came of a round. {@code zxid} is that of the last entry applied by now. {@code failures} are those of entries
 * answered SystemError, to be logged and counted. {@code collectable} is what was found if the round looked for it.
 */
public record RoundResult(
        long zxid,
        List<ClientOutput> outputs,
        List<SessionChange> sessions,
        List<Entry.Collect> collectable,
        List<RuntimeException> failures) {}
