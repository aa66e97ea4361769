package io.claraconnect.guarantees.erasure;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import io.claraconnect.instruments.house.House;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Lets services see again everything that they have seen. */
final class Rewind {

	private final House house;

	Rewind(House house) {
		this.house = house;
	}

	/**
	 * Sets every group, whose services are stopped, to the beginning of all its topics.
	 * @return how many records lie before them
	 */
	long toTheBeginning() {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.house.bootstrapServers()))) {
			long records = 0;
			for (GroupListing group : admin.listGroups().all().get()) {
				Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group.groupId())
					.partitionsToOffsetAndMetadata()
					.get();
				records += read.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
				admin
					.alterConsumerGroupOffsets(group.groupId(),
							read.keySet()
								.stream()
								.collect(Collectors.toMap((partition) -> partition, (_) -> new OffsetAndMetadata(0))))
					.all()
					.get();
			}
			return records;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Groups cannot be rewound: " + ex.getCause(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

}
