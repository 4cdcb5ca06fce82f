/** Gates: what the documents promise of the code's shape, held against the code; each gate is shown able to fail. */
package io.troupe.architecture;
