package io.troupe.tree;

import io.troupe.model.Identity;
import java.util.List;

/** Who asks for a write, when, and what is in its reach. */
record Call(Forest forest, long zxid, long stampMillis, long session, List<Identity> identities) {}
