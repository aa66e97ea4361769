package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * A listener that was asked for.
 */
public final class Listening {

	private final String topic;

	private final String group;

	private final ConcurrentMessageListenerContainer<String, byte[]> container;

	Listening(String topic, String group, ConcurrentMessageListenerContainer<String, byte[]> container) {
		this.topic = topic;
		this.group = group;
		this.container = container;
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
		return this.container.getAssignedPartitions() != null && !this.container.getAssignedPartitions().isEmpty();
	}

	/**
	 * Stops taking records after the one in hand, keeping its place in the group.
	 */
	public void pause() {
		this.container.pause();
	}

	/**
	 * Takes records again.
	 */
	public void resume() {
		this.container.resume();
	}

	void start() {
		this.container.start();
	}

	void stop(Duration grace) {
		CountDownLatch stopped = new CountDownLatch(1);
		this.container.stop(stopped::countDown);
		try {
			if (!stopped.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
				this.container.stopAbnormally(() -> {
				});
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
