/** What operators see, asked over HTTP as they ask it. */
package io.troupe.admin;
