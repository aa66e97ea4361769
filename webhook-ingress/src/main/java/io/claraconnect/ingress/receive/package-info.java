/**
 * Taking a delivery over HTTP: limits, verifying, decoding, and the answer that the
 * vendor gets.
 */
@NullMarked
package io.claraconnect.ingress.receive;

import org.jspecify.annotations.NullMarked;
