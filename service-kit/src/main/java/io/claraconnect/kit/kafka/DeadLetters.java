package io.claraconnect.kit.kafka;

import java.util.ArrayList;
import java.util.List;

import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import reactor.core.publisher.Mono;

/**
 * Puts what cannot be processed aside: the bytes, key and headers as they were, with the
 * cause as a code and the place they came from. No text of any error.
 */
final class DeadLetters {

	static final String CAUSE = "clara-dlt-cause";

	private final EventPublisher publisher;

	private final String service;

	private final MeterRegistry meters;

	DeadLetters(EventPublisher publisher, String service, MeterRegistry meters) {
		this.publisher = publisher;
		this.service = service;
		this.meters = meters;
	}

	Mono<Void> add(ConsumerRecord<String, byte[]> record, String group, String code) {
		List<Header> headers = new ArrayList<>(List.of(record.headers().toArray()));
		headers.add(EventHeaders.header(CAUSE, code));
		headers.add(EventHeaders.header("clara-dlt-topic", record.topic()));
		headers.add(EventHeaders.header("clara-dlt-partition", String.valueOf(record.partition())));
		headers.add(EventHeaders.header("clara-dlt-offset", String.valueOf(record.offset())));
		headers.add(EventHeaders.header("clara-dlt-group", group));
		return this.publisher
			.send(new ProducerRecord<>(Topics.deadLetters(record.topic(), this.service), null, record.key(),
					record.value(), headers))
			.doOnSuccess((_) -> this.meters
				.counter("clara.events.dead.lettered", "topic", record.topic(), "group", group, "cause", code)
				.increment());
	}

}
