package io.claraconnect.kit.kafka;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;

import io.claraconnect.schemas.Topics;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into bytes and back with the configured serializer classes. Calls block
 * while a schema is looked up. Safe for use by many threads.
 */
public final class EventEncoder implements AutoCloseable {

	private final Serializer<Object> serializer;

	private final Deserializer<Object> deserializer;

	private final RegistryClient registry;

	/**
	 * Makes both serializers; calls nothing.
	 * @param events which classes
	 * @param registry which registry
	 * @param client the same registry, for telling a stray id from a registry that lost
	 * its memory
	 */
	@SuppressWarnings("unchecked")
	public EventEncoder(EventSettings events, RegistrySettings registry, RegistryClient client) {
		this.serializer = instance(events.valueSerializer(), Serializer.class);
		this.deserializer = instance(events.valueDeserializer(), Deserializer.class);
		this.serializer.configure(registry.forSerializers(), false);
		this.deserializer.configure(registry.forSerializers(), false);
		this.registry = client;
	}

	/**
	 * Encodes a record in Confluent wire format.
	 * @param topic the topic it is for
	 * @param record the record
	 * @return the bytes
	 * @throws RegistryUnavailable if the id of its schema cannot be looked up now
	 * @throws PublishRefused if its schema is not registered or the record does not fit
	 */
	public byte[] encode(String topic, SpecificRecord record) {
		try {
			return this.serializer.serialize(topic, record);
		}
		catch (SchemaUnknown ex) {
			throw new RegistryUnavailable("The schema of " + topic + " is not registered yet.", ex);
		}
		catch (KafkaException ex) {
			if (meansRegistryAway(ex)) {
				throw away(ex);
			}
			throw new PublishRefused("A record for " + topic + " cannot be encoded.", ex);
		}
	}

	/**
	 * Decodes a value.
	 * @param <T> the record type of the topic
	 * @param topic the topic it came from
	 * @param bytes the value; null for a tombstone
	 * @param type the record type of the topic
	 * @return the record; null for a tombstone
	 * @throws RegistryUnavailable if its schema cannot be looked up now
	 * @throws PoisonRecord if the bytes can never be decoded
	 */
	@Nullable public <T extends SpecificRecord> T decode(String topic, byte @Nullable [] bytes, Class<T> type) {
		return decode(topic, new RecordHeaders(), bytes, type);
	}

	@Nullable <T extends SpecificRecord> T decode(String topic, Headers headers, byte @Nullable [] bytes, Class<T> type) {
		if (bytes == null) {
			return null;
		}
		try {
			Object record = this.deserializer.deserialize(topic, headers, bytes);
			if (!type.isInstance(record)) {
				throw new PoisonRecord("wrong_type");
			}
			return type.cast(record);
		}
		catch (UndecodableRecord ex) {
			throw new PoisonRecord(ex.code(), ex);
		}
		catch (SchemaUnknown ex) {
			throw strayId(topic, type);
		}
		catch (KafkaException ex) {
			if (meansRegistryAway(ex)) {
				throw away(ex);
			}
			throw new PoisonRecord("bad_avro", ex);
		}
	}

	/**
	 * A registry that does not even know the schema of this very jar has lost its memory,
	 * or has not been filled yet: then the record is innocent.
	 */
	private PoisonRecord strayId(String topic, Class<?> type) {
		try {
			this.registry.idOfNow(Topics.subject(topic), SpecificData.get().getSchema(type));
			return new PoisonRecord("unknown_schema");
		}
		catch (SchemaUnknown ex) {
			throw new RegistryUnavailable("The schema registry does not know the schema of " + topic + ".", ex);
		}
	}

	private static boolean meansRegistryAway(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof RegistryUnavailable || cause instanceof SocketException
					|| cause instanceof SocketTimeoutException || cause instanceof UnknownHostException
					|| cause instanceof HttpTimeoutException
					|| cause.getClass().getSimpleName().equals("RestClientException")) {
				return true;
			}
		}
		return false;
	}

	private static RegistryUnavailable away(KafkaException ex) {
		return (ex instanceof RegistryUnavailable unavailable) ? unavailable
				: new RegistryUnavailable("The schema registry gives no usable answer.", ex);
	}

	private static <S> S instance(String name, Class<S> type) {
		try {
			return Utils.newInstance(name, type);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException("The class " + name + " is not on the class path.", ex);
		}
	}

	@Override
	public void close() {
		this.serializer.close();
		this.deserializer.close();
	}

}
