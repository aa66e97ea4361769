package io.claraconnect.guarantees.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A member of a consumer group that comes, is given partitions, does nothing with them,
 * commits nothing and goes again, over and over.
 */
final class Visitor implements AutoCloseable {

	private static final Duration EVERY = Duration.ofSeconds(5);

	private static final Duration STAY = Duration.ofSeconds(3);

	private static final Duration POLL = Duration.ofMillis(100);

	private final String bootstrapServers;

	private final String group;

	private final List<String> topics;

	private final AtomicInteger visits = new AtomicInteger();

	private final CompletableFuture<Void> done;

	private volatile boolean going = true;

	Visitor(String bootstrapServers, String group, List<String> topics) {
		this.bootstrapServers = bootstrapServers;
		this.group = group;
		this.topics = topics;
		this.done = CompletableFuture.runAsync(this::comeAndGo, (work) -> Thread.ofPlatform().start(work));
	}

	/** How often it was given something. */
	int visits() {
		return this.visits.get();
	}

	private void comeAndGo() {
		while (this.going) {
			long began = System.nanoTime();
			visit(began + STAY.toNanos());
			LockSupport.parkNanos(began + EVERY.toNanos() - System.nanoTime());
		}
	}

	private void visit(long until) {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
				this.bootstrapServers, "group.id", this.group, "group.protocol", "consumer", "client.id",
				"visitor-" + this.group, "enable.auto.commit", "false", "auto.offset.reset", "earliest"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			consumer.subscribe(this.topics);
			boolean given = false;
			while (this.going && System.nanoTime() < until) {
				consumer.poll(POLL);
				given |= !consumer.assignment().isEmpty();
			}
			this.visits.addAndGet(given ? 1 : 0);
		}
	}

	/** Goes for good. */
	@Override
	public void close() {
		this.going = false;
		this.done.join();
	}

}
