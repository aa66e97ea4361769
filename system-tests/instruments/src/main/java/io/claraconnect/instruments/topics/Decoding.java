package io.claraconnect.instruments.topics;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.schemas.TopicCatalogue;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decodes values with the schemas of this build, which wrote everything that a house of
 * tests holds; so it does not matter in which state the registry is.
 */
final class Decoding {

	private static final int HEAD = 5;

	private final TopicCatalogue catalogue = TopicCatalogue.load();

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	@Nullable GenericRecord decode(String topic, byte @Nullable [] bytes) {
		Schema schema = schema(topic);
		if (schema == null || bytes == null || bytes.length < HEAD || bytes[0] != 0) {
			return null;
		}
		try {
			return new GenericDatumReader<GenericRecord>(schema).read(null,
					DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, null));
		}
		catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException _) {
			return null;
		}
	}

	/**
	 * Of a topic of dead letters and of their way back, that of the topic where they come
	 * from.
	 */
	private @Nullable Schema schema(String topic) {
		return this.schemas.computeIfAbsent(topic,
				(name) -> this.catalogue.topics()
					.stream()
					.filter((known) -> name.equals(known.name())
							|| (name.startsWith(known.name() + ".") && name.matches(".*[.](dlt|redrive)")))
					.findFirst()
					.map(TopicCatalogue.Topic::schema)
					.orElse(null));
	}

}
