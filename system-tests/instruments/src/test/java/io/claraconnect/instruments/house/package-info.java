/** Proofs of the instruments. */
@NullMarked
package io.claraconnect.instruments.house;

import org.jspecify.annotations.NullMarked;
