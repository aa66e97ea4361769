package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import reactor.core.publisher.Mono;

/**
 * Listens to topics. Each listener handles its records one after the other on virtual
 * threads; an offset is committed only after the handlers of all records before it
 * completed, so a handler may see a record again after a crash.
 * <p>
 * A record whose bytes can never be decoded, or whose handler errors with
 * {@link PoisonRecord}, goes to {@code <topic>.<service>.dlt} and the partition goes on.
 * A handler that fails by a programming error ({@code NullPointerException} and the like)
 * gets the record a few times before that. Every other failure is a matter of waiting:
 * the record is tried again for ever, with growing pauses, and never put aside.
 */
public final class EventListeners implements SmartLifecycle {

	private static final Duration GRACE = Duration.ofSeconds(20);

	/**
	 * The consumer of KIP-848 in kafka-clients 4.2.1 hands out records that arrive during
	 * a poll only at its end
	 * (<a href= "https://github.com/apache/kafka/pull/22979">KAFKA-20780</a>,
	 * 2026-11-21), so a poll must be short: with the usual five seconds each hop took up
	 * to five.
	 */
	private static final Duration POLL = Duration.ofMillis(50);

	private final EventSettings settings;

	private final EventEncoder encoder;

	private final DeadLetters deadLetters;

	private final String service;

	private final MeterRegistry meters;

	private final List<Listening> listeners = new ArrayList<>();

	private boolean running;

	/**
	 * Makes an empty set of listeners.
	 * @param settings how events travel
	 * @param encoder turns bytes into records
	 * @param publisher takes the dead letters
	 * @param service name of this service
	 * @param meters where metrics go
	 */
	public EventListeners(EventSettings settings, EventEncoder encoder, EventPublisher publisher, String service,
			MeterRegistry meters) {
		this.settings = settings;
		this.encoder = encoder;
		this.deadLetters = new DeadLetters(publisher, service, meters);
		this.service = service;
		this.meters = meters;
	}

	/**
	 * Listens to a topic, from its beginning when the group is new. Starts with the
	 * application, or at once when that runs.
	 * @param <T> the record type of the topic
	 * @param topic the topic
	 * @param group the consumer group, usually the name of the service
	 * @param type the record type of the topic
	 * @param handler handles an event; blocked once by the listener
	 * @return the listener
	 */
	public synchronized <T extends SpecificRecord> Listening listen(String topic, String group, Class<T> type,
			Function<Event<T>, Mono<Void>> handler) {
		RecordListener<T> listener = new RecordListener<>(topic, group, type, handler, this.settings, this.encoder,
				this.deadLetters, this.meters);
		Listening listening = new Listening(topic, group, container(topic, group, listener));
		this.listeners.add(listening);
		if (this.running) {
			listening.start();
		}
		return listening;
	}

	private ConcurrentMessageListenerContainer<String, byte[]> container(String topic, String group,
			RecordListener<?> listener) {
		ContainerProperties properties = new ContainerProperties(topic);
		properties.setGroupId(group);
		properties.setMessageListener(listener);
		properties.setAckMode(ContainerProperties.AckMode.BATCH);
		properties.setSyncCommits(true);
		properties.setPollTimeout(POLL.toMillis());
		properties.setShutdownTimeout(GRACE.toMillis());
		properties.setStopImmediate(true);
		properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
		properties.setMissingTopicsFatal(false);
		properties.setMicrometerEnabled(false);
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("listen-" + topic + '-');
		threads.setVirtualThreads(true);
		properties.setListenerTaskExecutor(threads);
		Map<String, Object> consumer = this.settings.forGroup(this.service + '.' + topic);
		DefaultKafkaConsumerFactory<String, byte[]> factory = new DefaultKafkaConsumerFactory<>(consumer);
		factory.addListener(new MicrometerConsumerListener<>(this.meters));
		var container = new ConcurrentMessageListenerContainer<>(factory, properties);
		container.setBeanName(this.service + '.' + topic);
		container.setConcurrency(this.settings.concurrency());
		container.setCommonErrorHandler(waitAndRetry());
		return container;
	}

	private DefaultErrorHandler waitAndRetry() {
		ExponentialBackOff pauses = new ExponentialBackOff(this.settings.backoffInitial().toMillis(), 2);
		pauses.setMaxInterval(this.settings.backoffMax().toMillis());
		DefaultErrorHandler handler = new DefaultErrorHandler(pauses);
		handler.setLogLevel(KafkaException.Level.DEBUG);
		handler.setReclassifyOnExceptionChange(false);
		handler.setResetStateOnExceptionChange(false);
		return handler;
	}

	/**
	 * Gives the listeners that were asked for.
	 * @return a copy
	 */
	public synchronized List<Listening> all() {
		return List.copyOf(this.listeners);
	}

	@Override
	public synchronized void start() {
		this.running = true;
		this.listeners.forEach(Listening::start);
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		List<Thread> stopping = this.listeners.stream()
			.map((listening) -> Thread.ofVirtual().start(() -> listening.stop(GRACE)))
			.toList();
		try {
			for (Thread thread : stopping) {
				thread.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	/**
	 * Late to start and early to stop: handlers need everything else.
	 */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE - 100;
	}

}
