/** One live member of the ensemble: its role, its links, its log, and its replica of the tree. */
@NullMarked
package io.troupe.peer;

import org.jspecify.annotations.NullMarked;
