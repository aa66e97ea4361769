package io.claraconnect.kit.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record in its place; without the record once it is finished.
 */
final class Taken {

	final long offset;

	final long size;

	@Nullable ConsumerRecord<String, byte[]> record;

	Taken(ConsumerRecord<String, byte[]> record) {
		this.offset = record.offset();
		this.size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
		this.record = record;
	}

}
