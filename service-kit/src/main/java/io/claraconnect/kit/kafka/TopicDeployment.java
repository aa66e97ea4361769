package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import io.claraconnect.schemas.TopicCatalogue;
import io.claraconnect.schemas.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics that are missing and sets retention and compaction of those there
 * are. The number of partitions of a topic that exists is reported and never changed:
 * another number would send a key to another partition.
 */
final class TopicDeployment {

	private static final int LARGEST_RECORD = 1_572_864;

	/** A dead letter says more than the record did. */
	static final int LARGEST_DEAD_LETTER = LARGEST_RECORD + (64 << 10);

	/**
	 * The broker drops whole segments: with segments of less than a day a record is gone
	 * a day after its retention, which receipts of erasures rely on.
	 */
	private static final Duration SEGMENT = Duration.ofHours(22);

	/** A tombstone takes effect within this time, however quiet its topic is. */
	private static final Duration COMPACTED_WITHIN = Duration.ofDays(7);

	private final Admin admin;

	@Nullable private final Integer partitions;

	private final short replication;

	TopicDeployment(Admin admin, @Nullable Integer partitions, short replication) {
		this.admin = admin;
		this.partitions = partitions;
		this.replication = replication;
	}

	void deploy(TopicCatalogue catalogue, List<String[]> rows) {
		List<NewTopic> wanted = wanted(catalogue);
		Set<String> present = get(this.admin.listTopics().names());
		List<NewTopic> missing = wanted.stream().filter((topic) -> !present.contains(topic.name())).toList();
		if (!missing.isEmpty()) {
			get(this.admin.createTopics(missing).all());
		}
		List<NewTopic> old = wanted.stream().filter((topic) -> present.contains(topic.name())).toList();
		Map<String, String> adjusted = adjust(old);
		Map<String, TopicDescription> descriptions = get(
				this.admin.describeTopics(old.stream().map(NewTopic::name).toList()).allTopicNames());
		for (NewTopic topic : wanted) {
			String note = "created";
			TopicDescription description = descriptions.get(topic.name());
			if (description != null) {
				int has = description.partitions().size();
				note = adjusted.getOrDefault(topic.name(), "unchanged") + ((has != topic.numPartitions())
						? "; KEPT AT " + has + " PARTITIONS, the number never changes" : "");
			}
			rows.add(new String[] { topic.name(), topic.numPartitions() + " partitions", note });
		}
	}

	private List<NewTopic> wanted(TopicCatalogue catalogue) {
		List<NewTopic> topics = new ArrayList<>();
		for (TopicCatalogue.Topic topic : catalogue.topics()) {
			topics.add(topic(topic.name(), topic.partitions(), topic.retention(), LARGEST_RECORD));
			for (String reader : topic.readers()) {
				topics.add(aside(Topics.deadLetters(topic.name(), reader), catalogue.deadLetters()));
				topics.add(aside(Topics.redrive(topic.name(), reader), catalogue.deadLetters()));
			}
		}
		return topics;
	}

	/** What is redriven is remembered as long as there can be a dead letter of it. */
	private NewTopic aside(String name, TopicCatalogue.DeadLetters kept) {
		return topic(name, kept.partitions(), kept.retention(), LARGEST_DEAD_LETTER);
	}

	private NewTopic topic(String name, int inCatalogue, @Nullable Period retention, int largest) {
		Map<String, String> config = new TreeMap<>();
		config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(largest));
		config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(Math.max(1, this.replication - 1)));
		if (retention == null) {
			config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
			config.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, String.valueOf(COMPACTED_WITHIN.toMillis()));
		}
		else {
			config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
			config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.getDays() * 86_400_000L));
			config.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(SEGMENT.toMillis()));
		}
		int number = (this.partitions != null) ? Math.min(this.partitions, inCatalogue) : inCatalogue;
		return new NewTopic(name, number, this.replication).configs(config);
	}

	private Map<String, String> adjust(List<NewTopic> topics) {
		Map<ConfigResource, Config> present = get(
				this.admin.describeConfigs(topics.stream().map(TopicDeployment::resource).toList()).all());
		Map<String, String> adjusted = new TreeMap<>();
		Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new java.util.HashMap<>();
		for (NewTopic topic : topics) {
			Config config = present.get(resource(topic));
			List<AlterConfigOp> ops = topic.configs()
				.entrySet()
				.stream()
				.filter((entry) -> config == null || config.get(entry.getKey()) == null
						|| !entry.getValue().equals(config.get(entry.getKey()).value()))
				.map((entry) -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()),
						AlterConfigOp.OpType.SET))
				.toList();
			if (!ops.isEmpty()) {
				changes.put(resource(topic), List.copyOf(ops));
				adjusted.put(topic.name(), "settings changed");
			}
		}
		if (!changes.isEmpty()) {
			get(this.admin.incrementalAlterConfigs(changes).all());
		}
		return adjusted;
	}

	private static ConfigResource resource(NewTopic topic) {
		return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
	}

	private static <T extends @Nullable Object> T get(KafkaFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new KafkaException(cause.getMessage(), cause);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException("Interrupted.", ex);
		}
	}

}
