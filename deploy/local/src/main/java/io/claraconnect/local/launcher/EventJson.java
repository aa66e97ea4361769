package io.claraconnect.local.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.IntFunction;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * A Kafka record in Confluent wire format (a zero byte, four bytes of schema id, Avro) as
 * JSON.
 */
final class EventJson {

	private static final int PREFIX = 5;

	private final IntFunction<Schema> schemas;

	EventJson(IntFunction<Schema> schemas) {
		this.schemas = schemas;
	}

	ObjectNode of(ConsumerRecord<byte[], byte[]> record, boolean withSchema) {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		node.put("topic", record.topic());
		node.put("partition", record.partition());
		node.put("offset", record.offset());
		node.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
		node.put("key", text(record.key()));
		ObjectNode headers = node.putObject("headers");
		record.headers().forEach((header) -> headers.put(header.key(), text(header.value())));
		addValue(node, record.value(), withSchema);
		return node;
	}

	/** Bytes that are no such record are shown as they are, never dropped. */
	private void addValue(ObjectNode node, byte @Nullable [] value, boolean withSchema) {
		if (value == null) {
			node.putNull("value");
		}
		else if (value.length < PREFIX || value[0] != 0) {
			node.put("bytes", Base64.getEncoder().encodeToString(value));
		}
		else {
			int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
			Schema schema = this.schemas.apply(id);
			node.put("schemaId", id);
			node.put("type", schema.getFullName());
			if (withSchema) {
				node.putRawValue("schema", new RawValue(schema.toString()));
			}
			decode(node, value, schema);
		}
	}

	private static void decode(ObjectNode node, byte[] value, Schema schema) {
		try {
			Object datum = new GenericDatumReader<>(schema).read(null,
					DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null));
			node.set("value", AvroJson.of(datum, schema));
		}
		catch (IOException | RuntimeException ex) {
			node.put("unreadable", String.valueOf(ex.getMessage()));
			node.put("bytes", Base64.getEncoder().encodeToString(value));
		}
	}

	private static @Nullable String text(byte @Nullable [] bytes) {
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : null;
	}

}
