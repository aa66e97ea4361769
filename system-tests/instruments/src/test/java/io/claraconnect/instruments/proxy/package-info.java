/** Proofs of the instruments. */
@NullMarked
package io.claraconnect.instruments.proxy;

import org.jspecify.annotations.NullMarked;
