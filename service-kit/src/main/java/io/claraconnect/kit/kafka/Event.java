package io.claraconnect.kit.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A record as a listener gets it.
 *
 * @param <T> the Avro record type of the topic
 * @param topic the topic
 * @param partition the partition
 * @param offset its place in the partition
 * @param key the key, never empty
 * @param value the value; null for a tombstone
 * @param headers the headers
 */
public record Event<T>(String topic, int partition, long offset, String key, @Nullable T value, EventHeaders headers) {

	/**
	 * The cause of what is published because of this event.
	 * @return its trace and its id
	 */
	public Cause cause() {
		return new Cause(this.headers.traceparent(), this.headers.id());
	}

}
