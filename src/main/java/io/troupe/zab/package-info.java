/** How peers agree by ZAB: pure cores that take time, chance and durability as arguments and return effects. */
package io.troupe.zab;
