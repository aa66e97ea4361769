package io.claraconnect.instruments.topics;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param at its time
 * @param key its key, or empty
 * @param headers its headers as text
 * @param bytes its value as it is on the topic, or null
 * @param value its value decoded; null without one, and when it cannot be decoded
 */
public record Entry(String topic, int partition, long offset, Instant at, String key, Map<String, String> headers,
		byte @Nullable [] bytes, @Nullable GenericRecord value) {

	/**
	 * Reads a text field.
	 * @param field its name
	 * @return the text, or empty without value or field, and for null
	 */
	public String text(String field) {
		Object found = field(field);
		return (found != null) ? found.toString() : "";
	}

	/**
	 * Reads a number.
	 * @param field its name
	 * @return the number, or 0 without value or field, and for null
	 */
	public long number(String field) {
		return (field(field) instanceof Number number) ? number.longValue() : 0;
	}

	/**
	 * Reads a time.
	 * @param field its name
	 * @return the time; the beginning of time without value or field, and for null
	 */
	public Instant time(String field) {
		return Instant.ofEpochMilli(number(field));
	}

	/**
	 * Reads a field in Avro's generic form.
	 * @param field its name
	 * @return what is there, or null
	 */
	public @Nullable Object field(String field) {
		GenericRecord record = this.value;
		return (record != null && record.hasField(field)) ? record.get(field) : null;
	}

	/**
	 * Reads bytes.
	 * @param buffer a field of type bytes
	 * @return a copy
	 */
	public static byte[] bytes(ByteBuffer buffer) {
		byte[] copy = new byte[buffer.remaining()];
		buffer.duplicate().get(copy);
		return copy;
	}

	/**
	 * Whether it deletes its key.
	 * @return true without value
	 */
	public boolean isTombstone() {
		return this.bytes == null;
	}

	@Override
	public String toString() {
		return this.topic + "-" + this.partition + "@" + this.offset + " " + this.key;
	}

}
