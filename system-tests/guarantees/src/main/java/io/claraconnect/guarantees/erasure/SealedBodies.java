package io.claraconnect.guarantees.erasure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.ledger.OpenedBodies;
import io.claraconnect.instruments.topics.Entry;

/**
 * Bodies of deliveries that whoever has the platform's keys could still open, on the
 * topic of deliveries, in its dead letters, and on their way back.
 */
final class SealedBodies {

	private static final Duration DELIVERIES = Duration.ofDays(7);

	private static final Duration DEAD_LETTERS = Duration.ofDays(30);

	/** Kafka drops whole segments, which end within a day. */
	private static final Duration SEGMENT = Duration.ofDays(1);

	private final House house;

	private final OpenedBodies opened;

	SealedBodies(House house) {
		this.house = house;
		this.opened = new OpenedBodies(house.platformKeys());
	}

	/** Those that name one of these persons. */
	List<Body> of(List<Person> persons) {
		List<Body> found = new ArrayList<>();
		this.house.topics()
			.names()
			.stream()
			.filter((topic) -> topic.equals("ats.webhooks") || topic.startsWith("ats.webhooks."))
			.flatMap((topic) -> this.house.topics().read(topic).stream())
			.filter((entry) -> names(entry, persons))
			.forEach((entry) -> found.add(new Body(entry.topic(), entry.at(), entry.key())));
		return found;
	}

	private boolean names(Entry entry, List<Person> persons) {
		String body = new String(this.opened.of(entry), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
		return persons.stream()
			.anyMatch((person) -> body.contains(person.mark()) || (!body.isEmpty() && person.isKeyOf(entry.key())));
	}

	/**
	 * A body.
	 *
	 * @param topic where it lies
	 * @param at the time of its record
	 * @param key the key of its record
	 */
	record Body(String topic, Instant at, String key) {

		/** When it is gone at the latest. */
		Instant until() {
			return this.at.plus(this.topic.equals("ats.webhooks") ? DELIVERIES : DEAD_LETTERS).plus(SEGMENT);
		}

	}

}
