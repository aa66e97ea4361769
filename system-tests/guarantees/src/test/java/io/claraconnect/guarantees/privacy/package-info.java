/** Proofs that the searches find what they look for, and the privacy scenarios. */
@NullMarked
package io.claraconnect.guarantees.privacy;

import org.jspecify.annotations.NullMarked;
