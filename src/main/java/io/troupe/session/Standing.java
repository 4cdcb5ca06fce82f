package io.troupe.session;

import io.troupe.wire.ServerReport;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a serving peer is in its ensemble, for the four-letter words: neither the session nor the replica knows.
 * {@code moreMetrics} end mntr.
 */
public record Standing(
        ServerReport.Mode mode,
        int voters,
        Optional<ServerReport.Leading> leading,
        ServerReport.Machine machine,
        Map<String, String> moreMetrics) {

    public Standing {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(leading, "leading");
        Objects.requireNonNull(machine, "machine");
    }
}
