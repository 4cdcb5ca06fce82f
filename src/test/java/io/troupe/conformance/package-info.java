/** Unmodified clients against an embedded ensemble. */
package io.troupe.conformance;
