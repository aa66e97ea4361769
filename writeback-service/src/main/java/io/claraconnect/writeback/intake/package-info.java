/**
 * Takes statuses and connections from Kafka; waits for nothing outside.
 */
@NullMarked
package io.claraconnect.writeback.intake;

import org.jspecify.annotations.NullMarked;
