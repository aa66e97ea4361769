package io.claraconnect.kit.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.schemas.TopicCatalogue;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every version of every schema that ships with this release, by the name that records
 * carry in {@code ce_dataschema}: a fingerprint, the same wherever it is computed. What a
 * registry calls by a number is read without asking it, also when it has lost its memory.
 */
final class KnownSchemas {

	private static final String PREFIX = "urn:avro:crc-64-avro:";

	private static final Map<Schema, String> NAMES = new ConcurrentHashMap<>();

	private static final class Shipped {

		static final Map<String, Schema> BY_NAME = byName();

	}

	private KnownSchemas() {
	}

	/**
	 * Names a schema.
	 * @param schema a schema, with or without the hints of generated classes
	 * @return its CRC-64-AVRO fingerprint as a URN
	 */
	static String name(Schema schema) {
		String known = NAMES.get(schema);
		if (known == null) {
			known = PREFIX + "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
			NAMES.put(schema, known);
		}
		return known;
	}

	/**
	 * Finds a schema of this release by its name.
	 * @param name a name
	 * @return the schema, or empty when it is of another release
	 */
	static Optional<Schema> find(String name) {
		return Optional.ofNullable(Shipped.BY_NAME.get(name));
	}

	/**
	 * Gives the versions of a topic's schema, the first one first, today's one last.
	 */
	static List<Schema> versions(TopicCatalogue.Topic topic) {
		Map<String, Schema> versions = new LinkedHashMap<>();
		for (int number = 1;; number++) {
			try (InputStream text = TopicCatalogue.class
				.getResourceAsStream("/avro/history/" + topic.record() + "/" + number + ".avsc")) {
				if (text == null) {
					break;
				}
				Schema schema = new Schema.Parser().parse(text);
				versions.put(schema.toString(), schema);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		Schema today = topic.schema();
		versions.put(today.toString(), today);
		return List.copyOf(versions.values());
	}

	private static Map<String, Schema> byName() {
		Map<String, Schema> all = new ConcurrentHashMap<>();
		for (TopicCatalogue.Topic topic : TopicCatalogue.load().topics()) {
			versions(topic).forEach((schema) -> all.put(name(schema), schema));
		}
		return all;
	}

}
