/**
 * How an entry becomes durable: segments of checksummed frames, one writer, and the Pekko Persistence plugin over them.
 */
package io.troupe.journal;
