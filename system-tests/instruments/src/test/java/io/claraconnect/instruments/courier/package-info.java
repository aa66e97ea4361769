/** Proofs of the instruments. */
@NullMarked
package io.claraconnect.instruments.courier;

import org.jspecify.annotations.NullMarked;
