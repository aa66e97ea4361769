package io.claraconnect.kit.kafka;

import java.util.List;
import java.util.function.Predicate;

import io.claraconnect.schemas.Outcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic of its own in the tests' broker, for tests of other packages. */
public final class TestEvents implements AutoCloseable {

	private final EventStack stack;

	/** Makes a topic with that many partitions. */
	public TestEvents(int partitions) {
		this.stack = new EventStack(partitions);
	}

	/** Name of the topic. */
	public String topic() {
		return this.stack.topic;
	}

	/** A publisher to the tests' broker. */
	public EventPublisher publisher() {
		return this.stack.publisher;
	}

	/** An event with that code. */
	public static Outcome outcome(String code) {
		return EventStack.outcome(code);
	}

	/** Every record of the topic so far. */
	public List<ConsumerRecord<String, byte[]>> read() {
		return this.stack.read(this.stack.topic);
	}

	/** The codes of a key's events so far, in their order. */
	public List<String> codes(String key) {
		return codes(key::equals);
	}

	/** The codes of the events of some keys so far, in their order. */
	public List<String> codes(Predicate<String> keys) {
		return read().stream()
			.filter((record) -> keys.test(record.key()))
			.map((record) -> this.stack.encoder.decode(record.topic(), record.value(), Outcome.class))
			.map(Outcome::getCode)
			.toList();
	}

	/** Kills the broker. */
	public void killBroker() {
		this.stack.stack.kafka().killNow();
	}

	/** Starts the broker, if it does not run. */
	public void startBroker() {
		this.stack.stack.kafka().start();
	}

	@Override
	public void close() throws Exception {
		this.stack.close();
	}

}
