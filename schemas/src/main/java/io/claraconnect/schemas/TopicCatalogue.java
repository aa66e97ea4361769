package io.claraconnect.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.apache.avro.Schema;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every topic of the platform, as {@code topics.yaml} lists them.
 *
 * @param deadLetters how dead letter topics are kept
 * @param topics the topics in the order of the list
 */
@NullMarked
public record TopicCatalogue(DeadLetters deadLetters, List<Topic> topics) {

	/**
	 * Takes the lists as they are.
	 * @param deadLetters how dead letter topics are kept
	 * @param topics the topics
	 */
	public TopicCatalogue {
		topics = List.copyOf(topics);
	}

	/**
	 * Reads the catalogue that ships with this jar.
	 * @return the catalogue
	 */
	public static TopicCatalogue load() {
		try (InputStream yaml = TopicCatalogue.class.getResourceAsStream("/topics.yaml")) {
			return YAMLMapper.builder()
				.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
				.build()
				.readValue(Objects.requireNonNull(yaml, "topics.yaml is not in the jar"), TopicCatalogue.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds a topic.
	 * @param name name of a topic
	 * @return the topic, or empty when the catalogue has none of this name
	 */
	public Optional<Topic> find(String name) {
		return this.topics.stream().filter((topic) -> topic.name().equals(name)).findFirst();
	}

	/**
	 * Names all topics that a service needs: what it writes, reads or follows, and the
	 * topics of its dead letters.
	 * @param service name of a service
	 * @return names of topics; empty for a service that the catalogue does not name
	 */
	public List<String> neededBy(String service) {
		return this.topics.stream().flatMap((topic) -> topic.neededBy(service)).distinct().toList();
	}

	/**
	 * Gives the topics that a service publishes to.
	 * @param service name of a service
	 * @return the topics; empty for a service that the catalogue does not name
	 */
	public List<Topic> writtenBy(String service) {
		return this.topics.stream().filter((topic) -> topic.writers().contains(service)).toList();
	}

	/**
	 * How dead letters, and the topics over which they go back, are kept.
	 *
	 * @param partitions number of partitions
	 * @param retention how long records stay
	 */
	public record DeadLetters(int partitions, Period retention) {

	}

	/** What kind of data a topic holds; no topic holds personal data in clear. */
	public enum DataClass {

		/** Nothing about a person. */
		NONE,

		/** Opaque ids, codes and references that lead to a person only with the vault. */
		PSEUDONYMOUS,

		/** Also ciphertext that only a key opens. */
		SEALED;

		@JsonCreator
		static DataClass of(String name) {
			return valueOf(name.toUpperCase(Locale.ROOT));
		}

	}

	/**
	 * One topic.
	 *
	 * @param name name of the topic
	 * @param record simple name of the Avro record of its values
	 * @param key what follows the organisation in the key
	 * @param partitions number of partitions, never changed
	 * @param compacted whether the last record of each key stays
	 * @param retention how long records stay; null when compacted
	 * @param owner the service that answers for it
	 * @param writers services that publish to it; the owner alone unless listed
	 * @param readers services that read it with a consumer group
	 * @param followers services that hold it in memory
	 * @param data what kind of data it holds
	 * @param purpose what it is for, in a sentence
	 */
	public record Topic(String name, String record, String key, int partitions, boolean compacted,
			@Nullable Period retention, String owner, List<String> writers, List<String> readers,
			List<String> followers, DataClass data, String purpose) {

		/**
		 * Completes what the list leaves out and refuses what contradicts itself.
		 */
		@SuppressWarnings({ "NullAway", "ConstantValue" })
		public Topic {
			writers = (writers != null) ? List.copyOf(writers) : List.of(owner);
			readers = (readers != null) ? List.copyOf(readers) : List.of();
			followers = (followers != null) ? List.copyOf(followers) : List.of();
			if (compacted == (retention != null)) {
				throw new IllegalArgumentException(name + " must be either compacted or kept for a time.");
			}
			if (partitions < 1) {
				throw new IllegalArgumentException(name + " needs partitions.");
			}
		}

		/**
		 * Gives the schema of the values as it is registered: without the hints that the
		 * generated Java classes add.
		 * @return the schema as written in {@code src/main/avro}
		 */
		public Schema schema() {
			try (InputStream text = TopicCatalogue.class.getResourceAsStream("/avro/" + this.record + ".avsc")) {
				return new Schema.Parser()
					.parse(Objects.requireNonNull(text, () -> "No schema for " + this.record + " in the jar."));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private Stream<String> neededBy(String service) {
			Stream<String> own = (this.writers.contains(service) || this.followers.contains(service)
					|| this.readers.contains(service)) ? Stream.of(this.name) : Stream.empty();
			return this.readers.contains(service)
					? Stream.concat(own,
							Stream.of(Topics.deadLetters(this.name, service), Topics.redrive(this.name, service)))
					: own;
		}

	}

}
