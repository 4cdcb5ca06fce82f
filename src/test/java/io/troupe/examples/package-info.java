/** What the README shows, as it runs. */
package io.troupe.examples;
