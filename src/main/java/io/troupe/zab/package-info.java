/**
 * How peers agree: election, discovery, synchronization and broadcast by ZAB. Pure: time, chance and durability are
 * arguments or effects.
 */
package io.troupe.zab;
