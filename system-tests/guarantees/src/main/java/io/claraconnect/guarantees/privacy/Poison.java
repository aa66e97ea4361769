package io.claraconnect.guarantees.privacy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.topics.Entry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records that were cut in two on their way, so that nobody can process them. */
final class Poison {

	private static final List<String> TOPICS = List.of("ats.webhooks", "ats.applications", "screening.scores",
			"screening.statuses", "ats.jobs");

	private final House house;

	Poison(House house) {
		this.house = house;
	}

	/** Whether a record is one of those: it has no header at all. */
	static boolean isPoison(Entry entry) {
		return entry.headers().isEmpty();
	}

	/** Puts one on each topic and waits until each is among the dead letters. */
	void give() {
		int before = this.house.topics().deadLetters().size();
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.house.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			for (String topic : TOPICS) {
				Entry good = this.house.topics()
					.read(topic)
					.stream()
					.filter((entry) -> !entry.isTombstone())
					.findFirst()
					.orElseThrow();
				byte[] bytes = good.bytes();
				if (bytes != null) {
					producer.send(new ProducerRecord<>(topic, good.key(), Arrays.copyOf(bytes, bytes.length / 2)));
				}
			}
		}
		Until.holds("the poison is among the dead letters", Duration.ofSeconds(60),
				() -> this.house.topics().deadLetters().size() >= before + TOPICS.size());
	}

}
