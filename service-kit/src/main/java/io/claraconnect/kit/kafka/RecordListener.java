package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Takes one record at a time to its handler, or to the dead letters.
 */
final class RecordListener<T extends SpecificRecord> implements RecordHandling {

	private static final Logger LOG = LoggerFactory.getLogger(RecordListener.class);

	private final String topic;

	private final String group;

	private final Class<T> type;

	private final Function<Event<T>, Mono<Void>> handler;

	private final EventSettings settings;

	private final EventEncoder encoder;

	private final DeadLetters deadLetters;

	private final MeterRegistry meters;

	private final Counter consumed;

	RecordListener(String topic, String group, Class<T> type, Function<Event<T>, Mono<Void>> handler,
			EventSettings settings, EventEncoder encoder, DeadLetters deadLetters, MeterRegistry meters) {
		this.topic = topic;
		this.group = group;
		this.type = type;
		this.handler = handler;
		this.settings = settings;
		this.encoder = encoder;
		this.deadLetters = deadLetters;
		this.meters = meters;
		this.consumed = meters.counter("clara.events.consumed", "topic", topic, "group", group);
	}

	@Override
	public boolean handle(ConsumerRecord<String, byte[]> record, Attempts attempts) {
		Origin origin = Origin.of(record, this.topic);
		try {
			if (origin.isFor(this.group)) {
				process(record, origin);
			}
		}
		catch (RuntimeException | Error ex) {
			if (Thread.currentThread().isInterrupted() || !putAside(record, origin, Exceptions.unwrap(ex), attempts)) {
				return false;
			}
		}
		this.consumed.increment();
		return true;
	}

	@Override
	public Duration pause(Attempts attempts) {
		int doublings = Math.min(20, Math.max(0, attempts.failed() - 1));
		Duration pause = this.settings.backoffInitial().multipliedBy(1L << doublings);
		return (pause.compareTo(this.settings.backoffMax()) < 0) ? pause : this.settings.backoffMax();
	}

	private void process(ConsumerRecord<String, byte[]> record, Origin origin) {
		String key = record.key();
		if (key == null || key.isEmpty()) {
			throw new PoisonRecord("no_key");
		}
		byte @Nullable [] bytes = record.value();
		T value = this.encoder.decode(this.topic, record.headers(), bytes, this.type);
		if (value != null) {
			checkOwner(key, value);
		}
		Event<T> event = new Event<>(this.topic, origin.partition(), origin.offset(), key, value,
				EventHeaders.of(record, origin));
		this.handler.apply(event)
			.timeout(this.settings.handlerTimeout(), Mono.error(Attempts.HandlerTimedOut::new))
			.block();
	}

	/** A key of another organisation would overwrite what is theirs. */
	private static void checkOwner(String key, SpecificRecord value) {
		Schema.Field organisation = value.getSchema().getField("organisationId");
		if (organisation != null && !key.startsWith(value.get(organisation.pos()) + ":")) {
			throw new PoisonRecord("wrong_key");
		}
	}

	private boolean putAside(ConsumerRecord<String, byte[]> record, Origin origin, Throwable failure,
			Attempts attempts) {
		Optional<String> code = attempts.condemned(failure, this.settings.handlerAttempts());
		String kind = failure.getClass().getSimpleName();
		if (code.isEmpty()) {
			this.meters.counter("clara.events.retries", "topic", this.topic, "group", this.group, "cause", kind)
				.increment();
			log(origin, kind).log("A record will be tried again");
			return false;
		}
		log(origin, kind).addKeyValue("code", code.get()).log("A record goes to the dead letters");
		try {
			this.deadLetters.add(record, origin, this.group, code.get()).block();
			return true;
		}
		catch (RuntimeException ex) {
			log(origin, Exceptions.unwrap(ex).getClass().getSimpleName()).log("The dead letters take nothing now");
			return false;
		}
	}

	private LoggingEventBuilder log(Origin origin, String cause) {
		return LOG.atWarn()
			.addKeyValue("topic", origin.topic())
			.addKeyValue("partition", origin.partition())
			.addKeyValue("offset", origin.offset())
			.addKeyValue("group", this.group)
			.addKeyValue("cause", cause);
	}

}
