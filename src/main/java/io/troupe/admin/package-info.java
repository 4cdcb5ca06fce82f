/** What an operator sees: the cluster view, the management endpoint, health, metrics and the page. */
@NullMarked
package io.troupe.admin;

import org.jspecify.annotations.NullMarked;
