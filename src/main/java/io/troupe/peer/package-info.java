/** One live member of the ensemble: its role, its links, its log, and its replica of the tree. */
package io.troupe.peer;
