package io.claraconnect.sandbox.http;

import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's one JSON mapper and what is said with it. */
public final class Json {

	/** Reads and writes JSON; times are ISO-8601 texts. */
	public static final JsonMapper MAPPER = JsonMapper.builder().build();

	private Json() {
	}

	/** Returns a new object. */
	public static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

	/** Returns a new array. */
	public static ArrayNode array() {
		return JsonNodeFactory.instance.arrayNode();
	}

	/** Returns a new array of texts. */
	public static ArrayNode texts(Iterable<String> texts) {
		ArrayNode result = array();
		texts.forEach(result::add);
		return result;
	}

	/** Returns the value as a tree. */
	public static JsonNode tree(Object value) {
		return MAPPER.valueToTree(value);
	}

	/** Reads an object; an empty body is an empty object, anything else is absent. */
	public static Optional<ObjectNode> parseObject(byte[] body) {
		if (body.length == 0) {
			return Optional.of(object());
		}
		try {
			return (MAPPER.readTree(body) instanceof ObjectNode node) ? Optional.of(node) : Optional.empty();
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	/** Returns the text of a property, or the other one where there is none. */
	public static String text(JsonNode node, String property, String otherwise) {
		JsonNode value = node.path(property);
		return (value.isMissingNode() || value.isNull()) ? otherwise : value.asString();
	}

	/**
	 * Writes JSON the way Rails does: angle brackets, ampersand and the two line
	 * separators of JavaScript escaped.
	 */
	public static String rails(JsonNode node) {
		return node.toString()
			.replace("<", "\\u003c")
			.replace(">", "\\u003e")
			.replace("&", "\\u0026")
			.replace("\u2028", "\\u2028")
			.replace("\u2029", "\\u2029");
	}

}
