/**
 * What is on Kafka, read again, given to others, or of no use at all.
 */
@NullMarked
package io.claraconnect.guarantees.events;

import org.jspecify.annotations.NullMarked;
