package io.troupe.wire;

import java.util.Map;

/** What conf tells, in the order told. */
public record ServerSettings(Map<String, String> values) {}
