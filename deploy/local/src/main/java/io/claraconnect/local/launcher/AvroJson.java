package io.claraconnect.local.launcher;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Avro data as a person wants to read it: no union wrappers, times as ISO 8601, bytes as
 * Base64.
 */
final class AvroJson {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private AvroJson() {
	}

	static JsonNode of(@Nullable Object datum, Schema schema) {
		return switch (datum) {
			case null -> JSON.nullNode();
			case GenericRecord record -> record(record);
			case Map<?, ?> map -> map(map, chosen(schema, Schema.Type.MAP));
			case Collection<?> items -> array(items, chosen(schema, Schema.Type.ARRAY));
			case GenericFixed fixed -> JSON.stringNode(Base64.getEncoder().encodeToString(fixed.bytes()));
			case ByteBuffer bytes -> JSON.stringNode(base64(bytes));
			case Boolean value -> JSON.booleanNode(value);
			case Long value -> time(value, chosen(schema, Schema.Type.LONG).getLogicalType());
			case Integer value -> day(value, chosen(schema, Schema.Type.INT).getLogicalType());
			case Float value -> JSON.numberNode(value);
			case Double value -> JSON.numberNode(value);
			default -> JSON.stringNode(datum.toString());
		};
	}

	private static ObjectNode record(GenericRecord record) {
		ObjectNode node = JSON.objectNode();
		record.getSchema()
			.getFields()
			.forEach((field) -> node.set(field.name(), of(record.get(field.pos()), field.schema())));
		return node;
	}

	private static ObjectNode map(Map<?, ?> map, Schema schema) {
		ObjectNode node = JSON.objectNode();
		map.forEach((key, value) -> node.set(String.valueOf(key), of(value, schema.getValueType())));
		return node;
	}

	private static ArrayNode array(Collection<?> items, Schema schema) {
		ArrayNode node = JSON.arrayNode();
		items.forEach((item) -> node.add(of(item, schema.getElementType())));
		return node;
	}

	private static JsonNode time(long value, @Nullable LogicalType logical) {
		return switch ((logical != null) ? logical.getName() : "") {
			case "timestamp-millis" -> JSON.stringNode(Instant.ofEpochMilli(value).toString());
			case "timestamp-micros" -> JSON.stringNode(
					Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000L), 1000 * Math.floorMod(value, 1_000_000L))
						.toString());
			default -> JSON.numberNode(value);
		};
	}

	private static JsonNode day(int value, @Nullable LogicalType logical) {
		return (logical != null && logical.getName().equals("date"))
				? JSON.stringNode(LocalDate.ofEpochDay(value).toString()) : JSON.numberNode(value);
	}

	private static String base64(ByteBuffer bytes) {
		byte[] copy = new byte[bytes.remaining()];
		bytes.duplicate().get(copy);
		return Base64.getEncoder().encodeToString(copy);
	}

	/** The branch of a union that the datum belongs to. */
	private static Schema chosen(Schema schema, Schema.Type type) {
		if (!schema.isUnion()) {
			return schema;
		}
		return schema.getTypes().stream().filter((branch) -> branch.getType() == type).findFirst().orElse(schema);
	}

}
