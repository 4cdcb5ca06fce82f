/** What a program uses: the actor-backed client of the ZooKeeper protocol, which knows nothing of the server. */
@NullMarked
package io.troupe.client;

import org.jspecify.annotations.NullMarked;
