package io.claraconnect.kit.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Listens to topics. Records of different keys are handled at the same time, up to
 * {@code clara.kafka.concurrency} of a listener; those of one key one after the other, as
 * long as their partition stays with this process. Only what is finished without a gap is
 * committed, so a handler may see a record again after a crash.
 * <p>
 * A record whose bytes can never be decoded, or whose handler errors with
 * {@link PoisonRecord}, goes to {@code <topic>.<service>.dlt} and its key goes on. A
 * handler that fails by a programming error ({@code NullPointerException} and the like)
 * or that does not end gets the record a few times before that. Every other failure is a
 * matter of waiting: the record is tried again for ever, with growing pauses, and never
 * put aside; later records of its key wait behind it, other keys do not.
 * <p>
 * A listener also takes what is redriven to its group over
 * {@code <topic>.<service>.redrive}. Such a record can be older than what the handler saw
 * last of its key.
 */
public final class EventListeners implements SmartLifecycle {

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
		String name = this.service + '.' + topic;
		ListenerLoop loop = new ListenerLoop(topic, List.of(topic, Topics.redrive(topic, this.service)),
				() -> new MeteredConsumer(this.settings.forGroup(group, name), this.meters), listener,
				this.settings.concurrency());
		measure("clara.listener.unfinished", "Records in hand", topic, group, loop, PartitionWork::unfinished);
		measure("clara.listener.parked", "Keys that wait for another attempt", topic, group, loop,
				PartitionWork::parked);
		Listening listening = new Listening(topic, group, loop);
		this.listeners.add(listening);
		if (this.running) {
			loop.start();
		}
		return listening;
	}

	private void measure(String name, String what, String topic, String group, ListenerLoop loop,
			ToIntFunction<PartitionWork> number) {
		Gauge.builder(name, loop, (now) -> now.assigned().stream().mapToInt(number).sum())
			.description(what)
			.tag("topic", topic)
			.tag("group", group)
			.register(this.meters);
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
		this.listeners.forEach((listening) -> listening.loop().start());
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		List<Thread> stopping = this.listeners.stream()
			.map((listening) -> Thread.ofVirtual().start(listening.loop()::stop))
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
