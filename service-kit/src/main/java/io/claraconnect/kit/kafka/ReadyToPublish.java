package io.claraconnect.kit.kafka;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;

/**
 * Prepares a topic for its first event at start, so that nobody who brings that event
 * waits for schema registry and broker: for services that are ready only when they can
 * answer at once.
 */
public final class ReadyToPublish extends StartUpCheck {

	private final EventPublisher events;

	private final String topic;

	private final SpecificRecord sample;

	/**
	 * A check.
	 * @param events what will publish
	 * @param topic the topic
	 * @param sample a record that fits the topic; it is encoded and goes nowhere
	 */
	public ReadyToPublish(EventPublisher events, String topic, SpecificRecord sample) {
		super("publishing");
		this.events = events;
		this.topic = topic;
		this.sample = sample;
	}

	@Override
	List<String> look() {
		this.events.prime(this.topic, this.sample);
		return List.of();
	}

}
