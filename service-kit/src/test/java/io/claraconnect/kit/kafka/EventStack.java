package io.claraconnect.kit.kafka;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.local.LocalStack;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** The parts of a service that deal with events, wired by hand to the tests' stack. */
final class EventStack implements AutoCloseable {

	static final String SERVICE = "test-service";

	final LocalStack stack = LocalStack.forTests();

	final String topic = "test." + IdGenerator.secure().hex(6);

	final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	final RegistrySettings registrySettings = registry(URI.create(this.stack.registryUrl()));

	final RegistryClient registry = new RegistryClient(this.registrySettings);

	private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(3);

	final EventSettings settings = settings(this.stack.bootstrapServers());

	final EventEncoder encoder = new EventEncoder(this.settings, this.registrySettings, this.registry);

	final EventPublisher publisher = new EventPublisher(this.settings, this.encoder, SERVICE, Clock.systemUTC(),
			IdGenerator.of(new Random(7)), this.meters);

	private final List<AutoCloseable> open = new ArrayList<>();

	EventStack(int partitions) {
		try (Admin admin = admin()) {
			Map<String, String> large = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
					String.valueOf(TopicDeployment.LARGEST_DEAD_LETTER));
			admin
				.createTopics(
						Stream
							.concat(Stream.of(new NewTopic(this.topic, partitions, (short) 1)),
									Stream
										.of(Topics.deadLetters(this.topic, SERVICE),
												Topics.redrive(this.topic, SERVICE))
										.map((name) -> new NewTopic(name, 1, (short) 1)))
							.map((topic) -> topic.configs(large))
							.toList())
				.all()
				.get();
		}
		catch (ExecutionException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		new SchemaDeployment(this.registry).deploy(Topics.subject(this.topic), Outcome.getClassSchema());
	}

	static RegistrySettings registry(URI url) {
		return new RegistrySettings(url, null, null, Duration.ofSeconds(3));
	}

	static EventSettings settings(String bootstrap) {
		return settings(bootstrap, "consumer", null, HANDLER_TIMEOUT);
	}

	private static EventSettings settings(String bootstrap, String groupProtocol, String instanceId,
			Duration handlerTimeout) {
		return new EventSettings(bootstrap, Duration.ofMillis(1), "gzip", Duration.ofSeconds(2), Duration.ofSeconds(2),
				Duration.ofMillis(4500), Duration.ofMillis(4800), groupProtocol, instanceId, 8, 200, handlerTimeout, 3,
				Duration.ofMillis(50), Duration.ofMillis(500), ConfluentAvroSerializer.class.getName(),
				ConfluentAvroDeserializer.class.getName(), Map.of());
	}

	Admin admin() {
		return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.stack.bootstrapServers()));
	}

	/** Listeners with caches of their own, as a service has after a restart. */
	EventListeners listeners() {
		return listeners("consumer", null);
	}

	EventListeners listeners(String groupProtocol, String instanceId) {
		return listeners(groupProtocol, instanceId, HANDLER_TIMEOUT);
	}

	EventListeners listeners(String groupProtocol, String instanceId, Duration handlerTimeout) {
		EventSettings own = settings(this.stack.bootstrapServers(), groupProtocol, instanceId, handlerTimeout);
		EventEncoder fresh = new EventEncoder(own, this.registrySettings, new RegistryClient(this.registrySettings));
		EventListeners listeners = new EventListeners(own, fresh, this.publisher, SERVICE, this.meters);
		this.open.add(listeners::stop);
		return listeners;
	}

	/** An encoder that has looked nothing up yet. */
	EventEncoder coldEncoder() {
		return new EventEncoder(this.settings, this.registrySettings, new RegistryClient(this.registrySettings));
	}

	CompactedDirectories directories() {
		CompactedDirectories directories = new CompactedDirectories(this.settings, this.encoder, SERVICE, this.meters);
		this.open.add(directories::stop);
		return directories;
	}

	/** As a foreign producer does, which names no schema. */
	void sendNameless(String key, Outcome value) {
		this.publisher
			.send(new ProducerRecord<>(this.topic, null, key, this.encoder.encode(this.topic, value), List.of()))
			.block();
	}

	List<ConsumerRecord<String, byte[]>> deadLetters() {
		return read(Topics.deadLetters(this.topic, SERVICE));
	}

	List<ConsumerRecord<String, byte[]>> read(String name) {
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
				new HashMap<>(this.settings.forReading("reader")))) {
			List<TopicPartition> partitions = consumer.partitionsFor(name)
				.stream()
				.map((info) -> new TopicPartition(name, info.partition()))
				.toList();
			consumer.assign(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			consumer.seekToBeginning(partitions);
			List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach(all::add);
			}
			return all;
		}
	}

	static Outcome outcome(String code) {
		return outcome(code, 0);
	}

	static Outcome outcome(String code, int attempts) {
		return Outcome.newBuilder()
			.setOrganisationId("org")
			.setIntegrationId("int")
			.setSubject("application:1")
			.setService(SERVICE)
			.setStep("FETCHED")
			.setCode(code)
			.setAttempts(attempts)
			.setAt(java.time.Instant.EPOCH)
			.build();
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable part : this.open) {
			part.close();
		}
		this.publisher.close();
		this.encoder.close();
		this.registry.close();
	}

}
