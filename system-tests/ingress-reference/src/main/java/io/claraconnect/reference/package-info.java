/**
 * The bare endpoint that the ingress is measured against.
 */
@NullMarked
package io.claraconnect.reference;

import org.jspecify.annotations.NullMarked;
