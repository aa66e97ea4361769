package io.claraconnect.kit.kafka;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stood first. A record that was redriven out of the dead letters is still
 * the record of its source topic, for the one group that refused it.
 *
 * @param topic the source topic
 * @param partition its partition there
 * @param offset its offset there
 * @param group the group that refused it; null when it was not redriven
 */
record Origin(String topic, int partition, long offset, @Nullable String group) {

	static Origin of(ConsumerRecord<?, ?> record, String topic) {
		if (record.topic().equals(topic)) {
			return new Origin(topic, record.partition(), record.offset(), null);
		}
		String group = text(record, DeadLetters.GROUP);
		return new Origin(topic, (int) number(record, DeadLetters.PARTITION, record.partition()),
				number(record, DeadLetters.OFFSET, record.offset()), (group != null) ? group : "");
	}

	/** Whether a group has to handle the record. */
	boolean isFor(String listener) {
		return this.group == null || this.group.equals(listener);
	}

	private static long number(ConsumerRecord<?, ?> record, String name, long otherwise) {
		String text = text(record, name);
		return (text != null && text.matches("[0-9]{1,18}")) ? Long.parseLong(text) : otherwise;
	}

	private static @Nullable String text(ConsumerRecord<?, ?> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

}
