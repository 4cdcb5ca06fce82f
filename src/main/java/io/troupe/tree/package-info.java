/** What a replica is: a deterministic state machine over committed entries, and the reads of it. Pure. */
package io.troupe.tree;
