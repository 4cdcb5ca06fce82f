/** What a replica is: subtrees of znodes, their watches, and the sessions; entries go in, outcomes come out. Pure. */
package io.troupe.tree;
