package io.claraconnect.kit.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent wire format into the generated class of the same name, resolving the
 * writer's version of the schema to the reader's. Safe for use by many threads. Bounds
 * what one length field may allocate for the whole process, by Avro's system properties
 * {@code org.apache.avro.limits.*}, unless they are set.
 * <p>
 * {@code io.confluent.kafka.serializers.KafkaAvroDeserializer} drops in by
 * {@code clara.kafka.value-deserializer}; it gets {@code schema.registry.url},
 * {@code specific.avro.reader=true} and, with a user, {@code basic.auth.*}.
 */
public final class ConfluentAvroDeserializer implements Deserializer<SpecificRecord> {

	private static final int PREFIX = 1 + Integer.BYTES;

	static {
		limit("string.maxLength", 16 << 20);
		limit("bytes.maxLength", 16 << 20);
		limit("collectionItems.maxLength", 1_000_000);
	}

	private final Map<Integer, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

	private final Map<Schema, SpecificDatumReader<SpecificRecord>> shipped = new ConcurrentHashMap<>();

	@Nullable private RegistryClient registry;

	private static void limit(String name, int value) {
		String property = "org.apache.avro.limits." + name;
		if (System.getProperty(property) == null) {
			System.setProperty(property, String.valueOf(value));
		}
	}

	/**
	 * Takes the registry.
	 * @param configs {@code schema.registry.url}, optionally {@code basic.auth.user.info}
	 * and {@code schema.registry.request.timeout.ms}
	 * @param isKey must be false: keys are strings
	 */
	@Override
	public void configure(Map<String, ?> configs, boolean isKey) {
		if (isKey) {
			throw new IllegalArgumentException("Keys are strings.");
		}
		this.registry = new RegistryClient(RegistrySettings.from(configs));
	}

	/**
	 * Decodes a value whose record does not say which schema it was written with.
	 * @param topic the topic it came from
	 * @param bytes the bytes; null for a tombstone
	 * @return the record; null for a tombstone
	 * @throws RegistryUnavailable if the writer's schema cannot be looked up now
	 * @throws SchemaUnknown if the registry has no schema of that id
	 * @throws SerializationException if the bytes are not such a record
	 */
	@Override
	@Nullable public SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
		return deserialize(topic, new RecordHeaders(), bytes);
	}

	/**
	 * Decodes a value. A schema that the header {@code ce_dataschema} names and that
	 * ships with this release is not looked up.
	 * @param topic the topic it came from
	 * @param headers the headers of the record
	 * @param bytes the bytes; null for a tombstone
	 * @return the record; null for a tombstone
	 * @throws RegistryUnavailable if the writer's schema cannot be looked up now
	 * @throws SchemaUnknown if the registry has no schema of that id
	 * @throws SerializationException if the bytes are not such a record
	 */
	@Override
	@Nullable public SpecificRecord deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
		if (bytes == null) {
			return null;
		}
		if (bytes.length < PREFIX || bytes[0] != ConfluentAvroSerializer.MAGIC) {
			throw new UndecodableRecord("not_wire_format");
		}
		return read(shipped(headers).orElseGet(() -> reader(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt())), bytes);
	}

	private Optional<SpecificDatumReader<SpecificRecord>> shipped(Headers headers) {
		Header name = headers.lastHeader(EventHeaders.DATA_SCHEMA);
		return (name == null || name.value() == null) ? Optional.empty()
				: KnownSchemas.find(new String(name.value(), StandardCharsets.UTF_8))
					.map((schema) -> this.shipped.computeIfAbsent(schema, ConfluentAvroDeserializer::reader));
	}

	private static SpecificRecord read(SpecificDatumReader<SpecificRecord> reader, byte[] bytes) {
		try {
			BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null);
			SpecificRecord record = reader.read(null, decoder);
			if (!decoder.isEnd()) {
				throw new UndecodableRecord("trailing_bytes");
			}
			return record;
		}
		catch (AvroTypeException ex) {
			throw new UndecodableRecord("incompatible_schema");
		}
		catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException
				| NegativeArraySizeException | UnsupportedOperationException ex) {
			throw new UndecodableRecord("bad_avro");
		}
	}

	private SpecificDatumReader<SpecificRecord> reader(int id) {
		SpecificDatumReader<SpecificRecord> known = this.readers.get(id);
		if (known == null) {
			if (this.registry == null) {
				throw new IllegalStateException("The deserializer is not configured.");
			}
			known = reader(this.registry.schemaById(id));
			this.readers.put(id, known);
		}
		return known;
	}

	private static SpecificDatumReader<SpecificRecord> reader(Schema writer) {
		Class<?> type = (writer.getType() == Schema.Type.RECORD) ? SpecificData.get().getClass(writer) : null;
		if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
			throw new UndecodableRecord("unknown_type");
		}
		return new SpecificDatumReader<>(writer, SpecificData.get().getSchema(type));
	}

	@Override
	public void close() {
		if (this.registry != null) {
			this.registry.close();
		}
	}

}
