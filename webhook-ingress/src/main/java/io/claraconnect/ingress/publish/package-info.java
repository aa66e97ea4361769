/**
 * Putting a verified delivery on Kafka, its body sealed.
 */
@NullMarked
package io.claraconnect.ingress.publish;

import org.jspecify.annotations.NullMarked;
