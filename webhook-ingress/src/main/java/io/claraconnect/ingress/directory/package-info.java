/**
 * Which connections there are and how their deliveries are verified, as read from Kafka.
 */
@NullMarked
package io.claraconnect.ingress.directory;

import org.jspecify.annotations.NullMarked;
