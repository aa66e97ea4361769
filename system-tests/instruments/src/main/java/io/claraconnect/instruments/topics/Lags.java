package io.claraconnect.instruments.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What consumer groups have not committed yet. */
final class Lags implements AutoCloseable {

	private final String bootstrapServers;

	private @Nullable Admin admin;

	Lags(String bootstrapServers) {
		this.bootstrapServers = bootstrapServers;
	}

	private synchronized Admin admin() {
		Admin open = this.admin;
		if (open == null) {
			open = Admin.create(Map.of("bootstrap.servers", this.bootstrapServers));
			this.admin = open;
		}
		return open;
	}

	long of(String group) {
		return all().getOrDefault("lag of " + group, 0L);
	}

	Map<String, Long> all() {
		try {
			Admin admin = admin();
			Map<String, Long> lags = new TreeMap<>();
			for (GroupListing group : admin.listGroups().all().get()) {
				lags.put("lag of " + group.groupId(), lag(admin, group.groupId()));
			}
			return lags;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The broker does not tell offsets: " + ex.getCause(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** A partition without any commit lags by all it has. */
	private static long lag(Admin admin, String group) throws ExecutionException, InterruptedException {
		Map<TopicPartition, @Nullable OffsetAndMetadata> committed = new HashMap<>(
				admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
		Set<String> topics = new HashSet<>();
		committed.keySet().forEach((partition) -> topics.add(partition.topic()));
		ConsumerGroupDescription members = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
		if (members != null) {
			members.members()
				.forEach((member) -> member.assignment()
					.topicPartitions()
					.forEach((partition) -> topics.add(partition.topic())));
		}
		long lag = 0;
		for (Map.Entry<TopicPartition, Long> end : ends(admin, topics).entrySet()) {
			OffsetAndMetadata done = committed.get(end.getKey());
			lag += end.getValue() - ((done != null) ? done.offset() : 0);
		}
		return lag;
	}

	private static Map<TopicPartition, Long> ends(Admin admin, Collection<String> topics)
			throws ExecutionException, InterruptedException {
		Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
		admin.describeTopics(topics)
			.allTopicNames()
			.get()
			.forEach((name, topic) -> topic.partitions()
				.forEach((partition) -> asked.put(new TopicPartition(name, partition.partition()),
						OffsetSpec.latest())));
		Map<TopicPartition, Long> ends = new HashMap<>();
		admin.listOffsets(asked).all().get().forEach((partition, offset) -> ends.put(partition, offset.offset()));
		return ends;
	}

	@Override
	public synchronized void close() {
		Admin open = this.admin;
		if (open != null) {
			open.close(Duration.ofSeconds(1));
			this.admin = null;
		}
	}

}
