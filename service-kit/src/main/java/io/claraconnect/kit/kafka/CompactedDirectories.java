package io.claraconnect.kit.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.context.SmartLifecycle;

/**
 * The directories of a service. They start to fill before listeners start.
 */
public final class CompactedDirectories implements SmartLifecycle {

	private final EventSettings settings;

	private final EventEncoder encoder;

	private final String service;

	private final MeterRegistry meters;

	private final List<CompactedDirectory<?>> directories = new ArrayList<>();

	private final List<DirectoryFollower<?>> followers = new ArrayList<>();

	private final AtomicInteger clients = new AtomicInteger();

	private boolean running;

	/**
	 * Makes an empty set of directories.
	 * @param settings how events travel
	 * @param encoder turns bytes into records
	 * @param service name of this service
	 * @param meters where metrics go
	 */
	public CompactedDirectories(EventSettings settings, EventEncoder encoder, String service, MeterRegistry meters) {
		this.settings = settings;
		this.encoder = encoder;
		this.service = service;
		this.meters = meters;
	}

	/**
	 * Holds a topic in memory. Starts with the application, or at once when that runs.
	 * @param <T> the record type of the topic
	 * @param topic a compacted topic
	 * @param type the record type of the topic
	 * @param revision the revision of a record: one with a smaller revision than the
	 * present one is dropped
	 * @return the directory, still empty
	 */
	public synchronized <T extends SpecificRecord> CompactedDirectory<T> open(String topic, Class<T> type,
			ToLongFunction<T> revision) {
		CompactedDirectory<T> directory = new CompactedDirectory<>(topic, type, revision);
		DirectoryFollower<T> follower = new DirectoryFollower<>(directory, () -> {
			Map<String, Object> properties = new HashMap<>(this.settings
				.forReading(this.service + ".directory." + topic + '.' + this.clients.incrementAndGet()));
			return new KafkaConsumer<>(properties);
		}, this.encoder, this.settings.backoffInitial(), this.meters);
		this.directories.add(directory);
		this.followers.add(follower);
		this.meters.gauge("clara.directory.entries", List.of(io.micrometer.core.instrument.Tag.of("topic", topic)),
				directory, (known) -> known.entries().size());
		if (this.running) {
			follower.start();
		}
		return directory;
	}

	/**
	 * Holds a topic without revisions in memory.
	 * @param <T> the record type of the topic
	 * @param topic a compacted topic
	 * @param type the record type of the topic
	 * @return the directory, still empty
	 */
	public <T extends SpecificRecord> CompactedDirectory<T> open(String topic, Class<T> type) {
		return open(topic, type, (_) -> 0);
	}

	/**
	 * Gives the directories that were opened.
	 * @return a copy
	 */
	public synchronized List<CompactedDirectory<?>> all() {
		return List.copyOf(this.directories);
	}

	@Override
	public synchronized void start() {
		this.running = true;
		this.followers.forEach(DirectoryFollower::start);
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.followers.forEach(DirectoryFollower::stop);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE - 200;
	}

}
