package io.claraconnect.kit.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.schemas.Topics;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Confluent wire format: a zero byte, four bytes of schema id, Avro binary. The id
 * is looked up once per schema and never registered here: that is a deployment step. Safe
 * for use by many threads.
 * <p>
 * {@code io.confluent.kafka.serializers.KafkaAvroSerializer} drops in by
 * {@code clara.kafka.value-serializer} once its jar is on the class path; it gets
 * {@code schema.registry.url}, {@code auto.register.schemas=false},
 * {@code avro.remove.java.properties=true} and, with a user, {@code basic.auth.*}.
 */
public final class ConfluentAvroSerializer implements Serializer<SpecificRecord> {

	static final byte MAGIC = 0;

	private final Map<String, Writer> writers = new ConcurrentHashMap<>();

	@Nullable private RegistryClient registry;

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
	 * Encodes a record.
	 * @param topic the topic it is for
	 * @param record the record; null for a tombstone
	 * @return the bytes; null for a tombstone
	 * @throws RegistryUnavailable if the id of its schema cannot be looked up now
	 * @throws SchemaUnknown if its schema is not registered for this topic
	 * @throws SerializationException if the record does not fit its schema
	 */
	@Override
	public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord record) {
		if (record == null) {
			return null;
		}
		Writer writer = writer(topic, record.getSchema());
		ByteArrayOutputStream out = new ByteArrayOutputStream(writer.room);
		out.writeBytes(writer.prefix);
		try {
			BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
			writer.datum.write(record, encoder);
			encoder.flush();
			writer.wrote(out.size());
		}
		catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException ex) {
			throw new SerializationException("A " + record.getSchema().getName() + " does not fit its schema.");
		}
		return out.toByteArray();
	}

	/** One topic has one record type, so the name of the topic finds its writer. */
	private Writer writer(String topic, Schema schema) {
		Writer known = this.writers.get(topic);
		if (known != null && known.schema.equals(schema)) {
			return known;
		}
		if (this.registry == null) {
			throw new IllegalStateException("The serializer is not configured.");
		}
		int id = this.registry.idOf(Topics.subject(topic), schema);
		byte[] prefix = ByteBuffer.allocate(1 + Integer.BYTES).put(MAGIC).putInt(id).array();
		Writer writer = new Writer(schema, prefix);
		this.writers.put(topic, writer);
		return writer;
	}

	@Override
	public void close() {
		if (this.registry != null) {
			this.registry.close();
		}
	}

	/** What is the same for all records of one schema on one topic. */
	private static final class Writer {

		private static final int MOST_ROOM = 8192;

		private final Schema schema;

		private final byte[] prefix;

		private final SpecificDatumWriter<SpecificRecord> datum;

		/** Enough for most records, so that they need not be copied while they grow. */
		private volatile int room = 512;

		Writer(Schema schema, byte[] prefix) {
			this.schema = schema;
			this.prefix = prefix;
			this.datum = new SpecificDatumWriter<>(schema);
		}

		void wrote(int bytes) {
			if (bytes > this.room && bytes <= MOST_ROOM) {
				this.room = bytes;
			}
		}

	}

}
