package io.claraconnect.local.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.claraconnect.local.StackFailed;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the consumer groups of a service read a topic again, by setting their offsets.
 * That works only while no member of the group runs, since a member would set them back.
 * Where a group stands is kept by the broker, so a replay goes on after any stop.
 */
public final class Replay {

	private static final Duration LIMIT = Duration.ofSeconds(15);

	private final Map<String, Object> client;

	/**
	 * Makes it; connects to nothing.
	 * @param client properties of a Kafka client, {@code bootstrap.servers} among them
	 */
	public Replay(Map<String, ?> client) {
		this.client = Map.copyOf(client);
	}

	/**
	 * Finds the groups of a service that read a topic: those named like the service, or
	 * like it and a dash.
	 * @param service name of a service
	 * @param topic a topic
	 * @return names of groups
	 */
	public List<String> groups(String service, String topic) {
		try (Admin admin = Admin.create(this.client)) {
			List<String> found = new ArrayList<>();
			for (GroupListing group : get(admin.listGroups().all())) {
				String name = group.groupId();
				if ((name.equals(service) || name.startsWith(service + '-'))
						&& get(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata()).keySet()
							.stream()
							.anyMatch((partition) -> partition.topic().equals(topic))) {
					found.add(name);
				}
			}
			return found.stream().sorted().toList();
		}
	}

	/**
	 * Sets where a group goes on.
	 * @param group a group without running members
	 * @param topic a topic
	 * @param since the time from which on it reads again; from the beginning when null
	 * @return how many records it will read
	 * @throws MembersRun if the group has members
	 */
	public long rewind(String group, String topic, @Nullable Instant since) {
		try (Admin admin = Admin.create(this.client)) {
			if (!get(admin.describeConsumerGroups(List.of(group)).all()).values()
				.stream()
				.allMatch((described) -> described.members().isEmpty())) {
				throw new MembersRun(group);
			}
			Map<TopicPartition, Long> ends = offsets(admin, topic, OffsetSpec.latest());
			Map<TopicPartition, Long> from = offsets(admin, topic,
					(since != null) ? OffsetSpec.forTimestamp(since.toEpochMilli()) : OffsetSpec.earliest());
			Map<TopicPartition, OffsetAndMetadata> wanted = from.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> new OffsetAndMetadata(
						(entry.getValue() >= 0) ? entry.getValue() : ends.getOrDefault(entry.getKey(), 0L))));
			get(admin.alterConsumerGroupOffsets(group, wanted).all());
			return left(ends, wanted);
		}
		catch (GroupNotEmptyException | UnknownMemberIdException ex) {
			throw new MembersRun(group);
		}
	}

	/**
	 * Counts the records that a group has not finished yet.
	 * @param group a group
	 * @param topic a topic
	 * @return how many
	 */
	public long left(String group, String topic) {
		try (Admin admin = Admin.create(this.client)) {
			return left(offsets(admin, topic, OffsetSpec.latest()),
					get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
		}
	}

	private static long left(Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> at) {
		return ends.entrySet().stream().mapToLong((end) -> {
			OffsetAndMetadata now = at.get(end.getKey());
			return Math.max(0, end.getValue() - ((now != null) ? now.offset() : 0));
		}).sum();
	}

	private static Map<TopicPartition, Long> offsets(Admin admin, String topic, OffsetSpec spec) {
		Map<TopicPartition, OffsetSpec> partitions = get(admin.describeTopics(List.of(topic)).allTopicNames()).values()
			.stream()
			.flatMap((described) -> described.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic, partition.partition())))
			.collect(Collectors.toMap((partition) -> partition, (_) -> spec));
		Map<TopicPartition, Long> offsets = new HashMap<>();
		Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found = get(admin.listOffsets(partitions).all());
		found.forEach((partition, info) -> offsets.put(partition, info.offset()));
		return offsets;
	}

	private static <T> T get(KafkaFuture<T> future) {
		try {
			return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException unknown) {
				throw new IllegalArgumentException("There is no such topic.", unknown);
			}
			if (ex.getCause() instanceof GroupNotEmptyException members) {
				throw members;
			}
			if (ex.getCause() instanceof UnknownMemberIdException members) {
				throw members;
			}
			throw new StackFailed("The broker refuses: " + ex.getCause(), ex);
		}
		catch (TimeoutException ex) {
			throw new StackFailed("The broker gives no answer.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackFailed("Interrupted.", ex);
		}
	}

	/** A group cannot be rewound while it has members. */
	public static final class MembersRun extends RuntimeException {

		private static final long serialVersionUID = 1L;

		MembersRun(String group) {
			super("The group " + group + " has running members, which would set its place back.");
		}

	}

}
