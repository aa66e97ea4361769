package io.claraconnect.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.common.Uuid;

/**
 * The settings of a broker that is alone. A short session lets it register again at once
 * after {@code kill -9}, and another gives the partitions of a consumer that died to
 * those that live after ten seconds instead of 45; the small clean-up buffer fits its
 * small heap.
 */
final class KafkaSettings {

	private KafkaSettings() {
	}

	static String newClusterId() {
		return Uuid.randomUuid().toString();
	}

	static String text(Path log, StackPorts ports, List<BrokerDoor> doors) {
		return """
				process.roles=broker,controller
				node.id=1
				controller.quorum.voters=1@127.0.0.1:%2$d
				listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
				advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%5$s
				controller.listener.names=CONTROLLER
				inter.broker.listener.name=PLAINTEXT
				listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT%6$s
				log.dirs=%3$s
				auto.create.topics.enable=false
				num.partitions=1
				num.network.threads=2
				num.io.threads=4
				num.recovery.threads.per.data.dir=2
				default.replication.factor=1
				min.insync.replicas=1
				offsets.topic.replication.factor=1
				offsets.topic.num.partitions=8
				transaction.state.log.replication.factor=1
				transaction.state.log.min.isr=1
				transaction.state.log.num.partitions=4
				share.coordinator.state.topic.replication.factor=1
				share.coordinator.state.topic.min.isr=1
				share.coordinator.state.topic.num.partitions=1
				group.initial.rebalance.delay.ms=0
				group.consumer.min.session.timeout.ms=3000
				group.consumer.session.timeout.ms=6000
				group.consumer.min.heartbeat.interval.ms=1000
				group.consumer.heartbeat.interval.ms=1000
				log.cleaner.dedupe.buffer.size=8388608
				broker.heartbeat.interval.ms=500
				broker.session.timeout.ms=3000
				controlled.shutdown.enable=true
				""".formatted(ports.kafka(), ports.kafkaController(), log,
				each(doors, (door) -> door.name() + "://127.0.0.1:" + door.port()),
				each(doors, (door) -> door.name() + "://127.0.0.1:" + door.advertisedPort()),
				each(doors, (door) -> door.name() + ":PLAINTEXT"));
	}

	private static String each(List<BrokerDoor> doors, Function<BrokerDoor, String> entry) {
		return doors.stream().map(entry).map((text) -> "," + text).collect(Collectors.joining());
	}

}
