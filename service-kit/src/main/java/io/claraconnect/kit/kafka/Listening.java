package io.claraconnect.kit.kafka;

/**
 * A listener that was asked for.
 */
public final class Listening {

	private final String topic;

	private final String group;

	private final ListenerLoop loop;

	Listening(String topic, String group, ListenerLoop loop) {
		this.topic = topic;
		this.group = group;
		this.loop = loop;
	}

	/**
	 * Names the topic.
	 * @return the topic
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * Names the consumer group.
	 * @return the group
	 */
	public String group() {
		return this.group;
	}

	/**
	 * Tells whether the broker gave this instance partitions to read.
	 * @return whether at least one partition is assigned
	 */
	public boolean isAssigned() {
		return !this.loop.assigned().isEmpty();
	}

	ListenerLoop loop() {
		return this.loop;
	}

}
