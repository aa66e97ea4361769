package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events travel.
 *
 * @param bootstrap brokers, {@code host:port} separated by commas
 * @param linger how long the producer waits for more records; longer makes larger batches
 * @param compression compression of batches; gzip is the one that every client can read
 * @param maxBlock how long sending may wait for the broker's metadata
 * @param requestTimeout how long one request may take
 * @param deliveryTimeout how long a record may wait for its acknowledgement, retries
 * included
 * @param publishTimeout how long {@link EventPublisher} waits in all
 * @param groupProtocol {@code consumer} (KIP-848, brokers from 4.0 on) or {@code classic}
 * @param instanceId names this instance for static membership; optional
 * @param concurrency how many records, each of another key, a listener handles at the
 * same time
 * @param maxPollRecords how many records a listener takes at a time
 * @param handlerTimeout how long a handler may take for one record
 * @param handlerAttempts how often a handler that fails by a programming error, or takes
 * longer than it may, gets a record before it goes to the dead letters
 * @param backoffInitial first wait before a record is tried again
 * @param backoffMax longest such wait
 * @param valueSerializer class of the serializer for values
 * @param valueDeserializer class of the deserializer for values
 * @param client further properties for all Kafka clients, such as security settings
 */
@ConfigurationProperties("clara.kafka")
public record EventSettings(String bootstrap, @DefaultValue("1ms") Duration linger,
		@DefaultValue("gzip") String compression, @DefaultValue("2s") Duration maxBlock,
		@DefaultValue("2s") Duration requestTimeout, @DefaultValue("4500ms") Duration deliveryTimeout,
		@DefaultValue("4800ms") Duration publishTimeout, @DefaultValue("consumer") String groupProtocol,
		@Nullable String instanceId, @DefaultValue("8") int concurrency, @DefaultValue("100") int maxPollRecords,
		@DefaultValue("2m") Duration handlerTimeout, @DefaultValue("5") int handlerAttempts,
		@DefaultValue("200ms") Duration backoffInitial, @DefaultValue("10s") Duration backoffMax,
		@DefaultValue("io.claraconnect.kit.kafka.ConfluentAvroSerializer") String valueSerializer,
		@DefaultValue("io.claraconnect.kit.kafka.ConfluentAvroDeserializer") String valueDeserializer,
		@DefaultValue Map<String, String> client) {

	/** Between two polls there is no work but that of a rebalance. */
	private static final int MAX_POLL_INTERVAL_MILLIS = 60_000;

	Map<String, Object> forProducer(String clientId) {
		Map<String, Object> properties = forAll(clientId);
		properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
		properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		properties.put(ProducerConfig.ACKS_CONFIG, "all");
		properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicDeployment.LARGEST_DEAD_LETTER);
		properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, SendingRoom.BUFFER_BYTES);
		properties.put(ProducerConfig.LINGER_MS_CONFIG, this.linger.toMillis());
		properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, this.compression);
		properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, this.maxBlock.toMillis());
		properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) this.requestTimeout.toMillis());
		properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) this.deliveryTimeout.toMillis());
		return properties;
	}

	Map<String, Object> forGroup(String group, String clientId) {
		Map<String, Object> properties = forReading(clientId);
		properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
		properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, this.maxPollRecords);
		properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MILLIS);
		properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, this.groupProtocol);
		if ("classic".equals(this.groupProtocol)) {
			properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
					CooperativeStickyAssignor.class.getName());
		}
		if (this.instanceId != null) {
			properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, this.instanceId + '.' + clientId);
		}
		return properties;
	}

	Map<String, Object> forReading(String clientId) {
		Map<String, Object> properties = forAll(clientId);
		properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
		properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		return properties;
	}

	Map<String, Object> forAll(String clientId) {
		Map<String, Object> properties = new LinkedHashMap<>(this.client);
		properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, this.bootstrap);
		properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
		properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
		return properties;
	}

	/**
	 * Leaves out the further properties, which may hold a password.
	 * @return brokers and protocol
	 */
	@Override
	public String toString() {
		return "EventSettings[bootstrap=" + this.bootstrap + ", groupProtocol=" + this.groupProtocol + ']';
	}

}
