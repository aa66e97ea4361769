/**
 * Durable work rows: waits for the outside world never sit inside a Kafka offset.
 */
@NullMarked
package io.claraconnect.kit.work;

import org.jspecify.annotations.NullMarked;
