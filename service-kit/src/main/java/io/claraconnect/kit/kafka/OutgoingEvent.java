package io.claraconnect.kit.kafka;

import org.jspecify.annotations.Nullable;

/**
 * An event ready to be sent, as it can wait in a database row. Publishing it twice sends
 * the same id twice.
 *
 * @param topic the topic
 * @param key the key
 * @param value the value in Confluent wire format; null for a tombstone
 * @param headers the headers
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingEvent(String topic, String key, byte @Nullable [] value, EventHeaders headers) {

}
