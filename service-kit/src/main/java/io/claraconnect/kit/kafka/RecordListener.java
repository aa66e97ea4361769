package io.claraconnect.kit.kafka;

import java.util.Optional;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Takes one record at a time to its handler. Returning means that the record is done or
 * put aside; throwing means that it comes again.
 */
final class RecordListener<T extends SpecificRecord> implements MessageListener<String, byte[]> {

	private static final Logger LOG = LoggerFactory.getLogger(RecordListener.class);

	private final String group;

	private final Class<T> type;

	private final Function<Event<T>, Mono<Void>> handler;

	private final EventSettings settings;

	private final EventEncoder encoder;

	private final DeadLetters deadLetters;

	private final Failures failures;

	private final MeterRegistry meters;

	private final Counter consumed;

	RecordListener(String topic, String group, Class<T> type, Function<Event<T>, Mono<Void>> handler,
			EventSettings settings, EventEncoder encoder, DeadLetters deadLetters, MeterRegistry meters) {
		this.group = group;
		this.type = type;
		this.handler = handler;
		this.settings = settings;
		this.encoder = encoder;
		this.deadLetters = deadLetters;
		this.failures = new Failures(settings.handlerAttempts());
		this.meters = meters;
		this.consumed = meters.counter("clara.events.consumed", "topic", topic, "group", group);
	}

	@Override
	public void onMessage(ConsumerRecord<String, byte[]> record) {
		try {
			process(record);
		}
		catch (RuntimeException | StackOverflowError ex) {
			putAside(record, Exceptions.unwrap(ex));
		}
		this.consumed.increment();
	}

	private void process(ConsumerRecord<String, byte[]> record) {
		String key = record.key();
		if (key == null || key.isEmpty()) {
			throw new PoisonRecord("no_key");
		}
		byte @Nullable [] bytes = record.value();
		T value = this.encoder.decode(record.topic(), bytes, this.type);
		Event<T> event = new Event<>(record.topic(), record.partition(), record.offset(), key, value,
				EventHeaders.of(record));
		this.handler.apply(event).block(this.settings.handlerTimeout());
	}

	private void putAside(ConsumerRecord<String, byte[]> record, Throwable failure) {
		Optional<String> code = this.failures.condemned(new TopicPartition(record.topic(), record.partition()),
				record.offset(), failure);
		String kind = failure.getClass().getSimpleName();
		if (code.isEmpty()) {
			this.meters.counter("clara.events.retries", "topic", record.topic(), "group", this.group, "cause", kind)
				.increment();
			LOG.atWarn()
				.addKeyValue("topic", record.topic())
				.addKeyValue("partition", record.partition())
				.addKeyValue("offset", record.offset())
				.addKeyValue("group", this.group)
				.addKeyValue("cause", kind)
				.log("A record will be tried again");
			throw new RetryRecord(kind);
		}
		LOG.atWarn()
			.addKeyValue("topic", record.topic())
			.addKeyValue("partition", record.partition())
			.addKeyValue("offset", record.offset())
			.addKeyValue("group", this.group)
			.addKeyValue("code", code.get())
			.addKeyValue("cause", kind)
			.log("A record goes to the dead letters");
		this.deadLetters.add(record, this.group, code.get()).block(this.settings.handlerTimeout());
	}

	/** Tells the container to deliver the record again; carries no foreign text. */
	static final class RetryRecord extends RuntimeException {

		private static final long serialVersionUID = 1L;

		RetryRecord(String kind) {
			super(kind, null, false, false);
		}

	}

}
