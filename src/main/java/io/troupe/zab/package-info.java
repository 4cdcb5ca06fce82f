/**
 * How peers agree: election, discovery, synchronization and broadcast by ZAB. Pure: time, chance and durability are
 * arguments or effects.
 */
@NullMarked
package io.troupe.zab;

import org.jspecify.annotations.NullMarked;
