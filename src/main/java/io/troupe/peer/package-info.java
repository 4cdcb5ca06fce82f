/** One member of the ensemble: the roles it plays, its links to the others, its log and its replica of the tree. */
package io.troupe.peer;
