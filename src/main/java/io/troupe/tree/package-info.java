/** What a replica is: subtrees of znodes, their watches, and the sessions; entries go in, outcomes come out. Pure. */
@NullMarked
package io.troupe.tree;

import org.jspecify.annotations.NullMarked;
