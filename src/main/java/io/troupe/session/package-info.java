/** One client here: the listener, the connection's handler, the session's actor and the pure conversation it holds. */
@NullMarked
package io.troupe.session;

import org.jspecify.annotations.NullMarked;
