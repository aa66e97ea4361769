package io.claraconnect.kit.kafka;

import java.time.DateTimeException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides whether a failure condemns its record. Poison does at once; a programming error
 * does after some attempts, so that one record cannot hold its partition for ever; all
 * else (broker, registry, database, network) is a matter of waiting.
 */
final class Failures {

	static final String HANDLER_FAILED = "handler_failed";

	private final int attempts;

	private final Map<TopicPartition, Failing> failing = new ConcurrentHashMap<>();

	Failures(int attempts) {
		this.attempts = attempts;
	}

	/**
	 * Takes note of a failure.
	 * @return the code under which the record is put aside, or empty to try it again
	 */
	Optional<String> condemned(TopicPartition partition, long offset, Throwable failure) {
		if (failure instanceof PoisonRecord poison) {
			return Optional.of(poison.code());
		}
		if (!isProgrammingError(failure)) {
			return Optional.empty();
		}
		Failing now = this.failing.merge(partition, new Failing(offset, 1),
				(before, first) -> (before.offset == offset) ? new Failing(offset, before.times + 1) : first);
		return (now.times >= this.attempts) ? Optional.of(HANDLER_FAILED) : Optional.empty();
	}

	private static boolean isProgrammingError(Throwable failure) {
		return failure instanceof NullPointerException || failure instanceof IllegalArgumentException
				|| failure instanceof ClassCastException || failure instanceof IndexOutOfBoundsException
				|| failure instanceof ArithmeticException || failure instanceof NoSuchElementException
				|| failure instanceof UnsupportedOperationException || failure instanceof DateTimeException
				|| failure instanceof AvroRuntimeException || failure instanceof StackOverflowError;
	}

	private record Failing(long offset, int times) {

	}

}
