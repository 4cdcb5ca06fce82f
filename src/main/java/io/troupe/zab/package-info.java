<<<<<<< HEAD
/**
 * How peers agree: election, discovery, synchronization and broadcast by ZAB. Pure: time, chance and durability are
 * arguments or effects.
 */
=======
/** How peers agree by ZAB: pure cores that take time, chance and durability as arguments and return effects. */
>>>>>>> room/zab
package io.troupe.zab;
