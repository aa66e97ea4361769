package io.claraconnect.kit.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema as it is registered: without the hint {@code avro.java.string} that generated
 * Java classes carry and no other language wants.
 */
final class RegisteredForm {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Map<Schema, Schema> KNOWN = new ConcurrentHashMap<>();

	private RegisteredForm() {
	}

	static Schema of(Schema schema) {
		Schema known = KNOWN.get(schema);
		if (known == null) {
			known = new Schema.Parser().parse(JSON.writeValueAsString(clean(JSON.readTree(schema.toString()))));
			KNOWN.put(schema, known);
		}
		return known;
	}

	private static JsonNode clean(JsonNode node) {
		if (node instanceof ArrayNode array) {
			ArrayNode cleaned = JSON.createArrayNode();
			array.forEach((item) -> cleaned.add(clean(item)));
			return cleaned;
		}
		if (!(node instanceof ObjectNode object)) {
			return node;
		}
		ObjectNode cleaned = JSON.createObjectNode();
		object.properties().forEach((field) -> {
			if (!"avro.java.string".equals(field.getKey())) {
				cleaned.set(field.getKey(), clean(field.getValue()));
			}
		});
		boolean bareString = cleaned.size() == 1 && cleaned.path("type").isString();
		return bareString ? cleaned.get("type") : cleaned;
	}

}
