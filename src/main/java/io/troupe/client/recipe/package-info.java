/** What people use a coordination service for: locks, leaderships, configuration, groups and shared work. */
@NullMarked
package io.troupe.client.recipe;

import org.jspecify.annotations.NullMarked;
