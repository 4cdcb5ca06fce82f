/**
 * How an entry becomes durable: segments of checksummed frames, one writer, and the Pekko Persistence plugin over them.
 */
@NullMarked
package io.troupe.journal;

import org.jspecify.annotations.NullMarked;
