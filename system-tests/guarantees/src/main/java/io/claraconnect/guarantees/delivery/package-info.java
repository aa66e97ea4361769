/**
 * From the webhook of a vendor to what the vendor shows in the end: forged, repeated,
 * disordered, and while something is away.
 */
@NullMarked
package io.claraconnect.guarantees.delivery;

import org.jspecify.annotations.NullMarked;
