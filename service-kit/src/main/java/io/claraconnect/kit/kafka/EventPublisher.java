package io.claraconnect.kit.kafka;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import io.claraconnect.kit.ids.IdGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Sends events. A returned {@code Mono} does nothing until subscribed, never blocks the
 * subscriber and completes when all in-sync replicas have the record. Two events of one
 * key keep their order when the second is subscribed after the first completed.
 */
public final class EventPublisher implements AutoCloseable {

	private final EventSettings settings;

	private final EventEncoder encoder;

	private final String service;

	private final Clock clock;

	private final IdGenerator ids;

	private final MeterRegistry meters;

	private final Scheduler sending = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(),
			"events");

	private final SendingRoom room = new SendingRoom(System::nanoTime);

	@Nullable private volatile Producer<String, byte[]> producer;

	@Nullable private KafkaClientMetrics metrics;

	/**
	 * Makes a publisher; connects on the first event.
	 * @param settings how events travel
	 * @param encoder turns records into bytes
	 * @param service name of this service, for {@code ce_source}
	 * @param clock for {@code ce_time}
	 * @param ids for {@code ce_id} and new spans
	 * @param meters where the client's metrics go
	 */
	public EventPublisher(EventSettings settings, EventEncoder encoder, String service, Clock clock, IdGenerator ids,
			MeterRegistry meters) {
		this.settings = settings;
		this.encoder = encoder;
		this.service = service;
		this.clock = clock;
		this.ids = ids;
		this.meters = meters;
	}

	/**
	 * Sends an event.
	 * @param topic the topic
	 * @param key the key, see {@link io.claraconnect.schemas.EventKey}
	 * @param value the record; null to delete the key of a compacted topic
	 * @param cause why
	 * @return completes when acknowledged; errors with {@link BrokerUnavailable} or
	 * {@link RegistryUnavailable} (both: try again later, with the same or a new event)
	 * within the publish timeout, or with {@link PublishRefused}
	 */
	public Mono<Void> publish(String topic, String key, @Nullable SpecificRecord value, Cause cause) {
		return within(prepared(topic, key, value, cause).flatMap(this::sent));
	}

	/**
	 * Sends an event as {@link #publish(String, String, SpecificRecord, Cause)} does, but
	 * with the calling thread when that surely does not wait, and without changing
	 * threads for the subscriber, who must not hold the one that it goes on with: for
	 * those to whom each change of threads counts.
	 * @param topic the topic
	 * @param key the key
	 * @param value the record
	 * @param cause why
	 * @return completes when acknowledged; errors as the other method does
	 */
	public Mono<Void> publishPromptly(String topic, String key, SpecificRecord value, Cause cause) {
		return Mono.defer(() -> {
			if (!this.room.knows(topic)) {
				return publish(topic, key, value, cause).doOnSuccess((_) -> this.room.acknowledged(topic));
			}
			OutgoingEvent event = outgoing(topic, key, value, cause);
			int bytes = (event.value() != null) ? event.value().length : 0;
			return this.room.take(bytes) ? sentFromHere(event, bytes) : publish(event);
		});
	}

	/** Looks up all that the first event of a topic needs; blocks. */
	void prime(String topic, SpecificRecord sample) {
		this.encoder.encode(topic, sample);
		producer().partitionsFor(topic);
		this.room.acknowledged(topic);
	}

	private Mono<Void> sentFromHere(OutgoingEvent event, int bytes) {
		return Mono.<Void>create((sink) -> {
			try {
				producer().send(record(event), (_, failure) -> {
					this.room.giveBack(bytes);
					if (failure == null) {
						this.room.acknowledged(event.topic());
						sink.success();
					}
					else {
						this.room.failed(event.topic());
						sink.error(failure);
					}
				});
			}
			catch (KafkaException ex) {
				this.room.giveBack(bytes);
				this.room.failed(event.topic());
				sink.error(ex);
			}
		}).onErrorMap((ex) -> named(event.topic(), ex));
	}

	/**
	 * Encodes an event and gives it its id and time, so that it can wait for its turn.
	 * @param topic the topic
	 * @param key the key
	 * @param value the record; null to delete the key
	 * @param cause why
	 * @return the event; errors with {@link RegistryUnavailable} or
	 * {@link PublishRefused}
	 */
	public Mono<OutgoingEvent> prepare(String topic, String key, @Nullable SpecificRecord value, Cause cause) {
		return prepared(topic, key, value, cause).subscribeOn(this.sending)
			.timeout(this.settings.publishTimeout())
			.onErrorMap(TimeoutException.class,
					(ex) -> new RegistryUnavailable("The schema registry gave no answer in time.", ex));
	}

	/**
	 * Sends an event that was prepared before.
	 * @param event the event
	 * @return completes when acknowledged; errors as the other method does
	 */
	public Mono<Void> publish(OutgoingEvent event) {
		return within(sent(event));
	}

	/** Subscribers go on with a thread that they may hold, not with the client's one. */
	private Mono<Void> within(Mono<Void> step) {
		return step.subscribeOn(this.sending)
			.publishOn(this.sending)
			.timeout(this.settings.publishTimeout())
			.onErrorMap(TimeoutException.class,
					(ex) -> new BrokerUnavailable("No broker acknowledged the record in time.", ex));
	}

	private Mono<OutgoingEvent> prepared(String topic, String key, @Nullable SpecificRecord value, Cause cause) {
		return Mono.fromCallable(() -> outgoing(topic, key, value, cause));
	}

	private OutgoingEvent outgoing(String topic, String key, @Nullable SpecificRecord value, Cause cause) {
		byte @Nullable [] bytes = (value != null) ? this.encoder.encode(topic, value) : null;
		String type = (value != null) ? value.getSchema().getFullName() : EventHeaders.TOMBSTONE;
		Traceparent span = Traceparent.parse(cause.traceparent())
			.map((parent) -> parent.child(this.ids))
			.orElseGet(() -> Traceparent.fresh(this.ids));
		return new OutgoingEvent(topic, key, bytes,
				new EventHeaders(this.ids.next(), type, "/clara/" + this.service, this.clock.instant(), span.toString(),
						cause.causationId(), (value != null) ? KnownSchemas.name(value.getSchema()) : null));
	}

	private Mono<Void> sent(OutgoingEvent event) {
		return send(record(event));
	}

	private static ProducerRecord<String, byte @Nullable []> record(OutgoingEvent event) {
		return new ProducerRecord<>(event.topic(), null, event.key(), event.value(), event.headers().toKafka());
	}

	Mono<Void> send(ProducerRecord<String, byte @Nullable []> record) {
		return Mono.fromFuture(() -> {
			CompletableFuture<Void> acknowledged = new CompletableFuture<>();
			try {
				producer().send(record, (_, failure) -> {
					if (failure != null) {
						acknowledged.completeExceptionally(failure);
					}
					else {
						acknowledged.complete(null);
					}
				});
			}
			catch (KafkaException ex) {
				acknowledged.completeExceptionally(ex);
			}
			return acknowledged;
		}, true).onErrorMap((ex) -> named(record.topic(), ex));
	}

	private static Throwable named(String topic, Throwable ex) {
		Throwable cause = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
		if (cause instanceof RetriableException) {
			return new BrokerUnavailable("No broker acknowledged a record for " + topic + '.', cause);
		}
		return (cause instanceof KafkaException) ? new PublishRefused("A record for " + topic + " is refused.", cause)
				: cause;
	}

	private Producer<String, byte[]> producer() {
		Producer<String, byte[]> made = this.producer;
		return (made != null) ? made : makeProducer();
	}

	private synchronized Producer<String, byte[]> makeProducer() {
		Producer<String, byte[]> made = this.producer;
		if (made == null) {
			try {
				made = new KafkaProducer<>(this.settings.forProducer(this.service));
			}
			catch (KafkaException ex) {
				throw new org.apache.kafka.common.errors.TimeoutException("No broker can be found.", ex);
			}
			this.metrics = new KafkaClientMetrics(made);
			this.metrics.bindTo(this.meters);
			this.producer = made;
		}
		return made;
	}

	@Override
	public synchronized void close() {
		if (this.metrics != null) {
			this.metrics.close();
		}
		if (this.producer != null) {
			this.producer.close(this.settings.deliveryTimeout());
		}
		this.sending.dispose();
	}

}
