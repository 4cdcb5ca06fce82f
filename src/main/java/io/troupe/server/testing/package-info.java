/** Ensembles that live in a test's own process. */
package io.troupe.server.testing;
