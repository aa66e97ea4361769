package io.claraconnect.kit.kafka;

import java.util.List;
import java.util.stream.Stream;

import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import reactor.core.publisher.Mono;

/**
 * Puts what cannot be processed aside: the bytes, key and headers as they were, with the
 * cause as a code and the place they came from. No text of any error. A crash between
 * putting a record aside and committing its offset puts it aside again: copies are known
 * by group and place, and are redriven once. A record that was redriven keeps the time of
 * its first refusal, so that it leaves the dead letters when it would have left them
 * anyway.
 */
final class DeadLetters {

	private static final String PREFIX = "clara-dlt-";

	static final String CAUSE = PREFIX + "cause";

	static final String TOPIC = PREFIX + "topic";

	static final String PARTITION = PREFIX + "partition";

	static final String OFFSET = PREFIX + "offset";

	static final String GROUP = PREFIX + "group";

	/** How large it was, when it is too large to be kept aside; it then has no value. */
	static final String TOO_LARGE = PREFIX + "too-large";

	/** How often the record was redriven before; kept by the redrive command. */
	private static final String REDRIVEN = PREFIX + "redriven";

	private final EventPublisher publisher;

	private final String service;

	private final MeterRegistry meters;

	DeadLetters(EventPublisher publisher, String service, MeterRegistry meters) {
		this.publisher = publisher;
		this.service = service;
		this.meters = meters;
	}

	Mono<Void> add(ConsumerRecord<String, byte[]> record, Origin origin, String group, String code) {
		List<Header> told = List.of(EventHeaders.header(CAUSE, code), EventHeaders.header(TOPIC, origin.topic()),
				EventHeaders.header(PARTITION, String.valueOf(origin.partition())),
				EventHeaders.header(OFFSET, String.valueOf(origin.offset())), EventHeaders.header(GROUP, group));
		String topic = Topics.deadLetters(origin.topic(), this.service);
		Long time = (origin.group() != null) ? record.timestamp() : null;
		return this.publisher
			.send(new ProducerRecord<>(topic, null, time, record.key(), record.value(), headers(record, told)))
			.onErrorResume(PublishRefused.class,
					(_) -> this.publisher
						.send(new ProducerRecord<>(topic, null, time, record.key(), null, withoutBytes(record, told))))
			.doOnSuccess((_) -> this.meters
				.counter("clara.events.dead.lettered", "topic", origin.topic(), "group", group, "cause", code)
				.increment());
	}

	private static List<Header> headers(ConsumerRecord<String, byte[]> record, List<Header> told) {
		return Stream
			.concat(Stream.of(record.headers().toArray())
				.filter((header) -> !header.key().startsWith(PREFIX) || header.key().equals(REDRIVEN)), told.stream())
			.toList();
	}

	/** For what no topic can take, such as much that was sent as little. */
	private static List<Header> withoutBytes(ConsumerRecord<String, byte[]> record, List<Header> told) {
		return Stream
			.concat(told.stream(),
					Stream.of(EventHeaders.header(TOO_LARGE, String.valueOf(record.serializedValueSize()))))
			.toList();
	}

}
