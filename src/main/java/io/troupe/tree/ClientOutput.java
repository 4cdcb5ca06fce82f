package io.troupe.tree;

import java.util.List;

/**
 * What a round means to one attachment of this peer. {@code appliedSequence} is the number of the last of its entries
 * that was applied, 0 being that of the entry which made it one, and {@link #NONE_APPLIED} where there was none.
 */
public record ClientOutput(long attachment, long appliedSequence, List<ClientEvent> events) {
    public static final long NONE_APPLIED = -1;
}
