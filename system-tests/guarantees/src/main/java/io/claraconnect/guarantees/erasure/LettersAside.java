package io.claraconnect.guarantees.erasure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.topics.Entry;
import io.claraconnect.local.topics.Redrive;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Dead letters about some persons in every service that reads about persons, as if each
 * had failed on what it read, and the command that takes them back.
 */
final class LettersAside {

	private static final List<Reader> READERS = List.of(new Reader("ats.webhooks", "sync-worker", "sync-worker"),
			new Reader("ats.applications", "scoring-service", "scoring-service"),
			new Reader("ats.applications", "config-service", "config-service-status"),
			new Reader("screening.scores", "config-service", "config-service-status"),
			new Reader("screening.statuses", "writeback-service", "writeback-service"));

	private final House house;

	LettersAside(House house) {
		this.house = house;
	}

	/** Puts what is there about them aside, at its own time. */
	int put(List<Person> persons) {
		int put = 0;
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(client(), new StringSerializer(),
				new ByteArraySerializer())) {
			for (Reader reader : READERS) {
				for (Entry entry : this.house.topics().read(reader.topic())) {
					if (!entry.isTombstone() && persons.stream().anyMatch((person) -> person.isKeyOf(entry.key()))) {
						producer.send(letter(reader, entry));
						put++;
					}
				}
			}
			producer.flush();
		}
		return put;
	}

	private static ProducerRecord<String, byte[]> letter(Reader reader, Entry entry) {
		RecordHeaders headers = new RecordHeaders();
		entry.headers().forEach((name, value) -> add(headers, name, value));
		add(headers, "clara-dlt-cause", "handler_failed");
		add(headers, "clara-dlt-topic", entry.topic());
		add(headers, "clara-dlt-partition", String.valueOf(entry.partition()));
		add(headers, "clara-dlt-offset", String.valueOf(entry.offset()));
		add(headers, "clara-dlt-group", reader.group());
		return new ProducerRecord<>(reader.deadLetters(), null, entry.at().toEpochMilli(), entry.key(), entry.bytes(),
				headers);
	}

	private static void add(RecordHeaders headers, String name, String value) {
		headers.add(name, value.getBytes(StandardCharsets.UTF_8));
	}

	/** Takes all of them back, as the command does. */
	int redrive() {
		Redrive redrive = new Redrive(client());
		return READERS.stream()
			.flatMap((reader) -> redrive.run(reader.deadLetters(), new Redrive.Choice(null, null, false))
				.values()
				.stream())
			.mapToInt(Redrive.Count::now)
			.sum();
	}

	private Map<String, Object> client() {
		return Map.of("bootstrap.servers", this.house.bootstrapServers());
	}

	private record Reader(String topic, String service, String group) {

		String deadLetters() {
			return this.topic + "." + this.service + ".dlt";
		}

	}

}
