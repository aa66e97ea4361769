package io.claraconnect.ats.http;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The few places of a large body that its reader looks at. The rest is checked as
 * strictly and not kept, which leaves a quarter of the garbage.
 */
public final class JsonPaths {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final Map<String, JsonPaths> inside = new HashMap<>();

	private JsonPaths() {
	}

	/**
	 * Names places.
	 * @param paths names from the top, with a dot between two: what stands there is kept
	 * whole; a path through an array means each of its elements; no path at all means
	 * everything
	 * @return the paths
	 */
	public static JsonPaths of(String... paths) {
		JsonPaths top = new JsonPaths();
		for (String path : paths) {
			JsonPaths here = top;
			for (String name : path.split("\\.", -1)) {
				here = here.inside.computeIfAbsent(name, (_) -> new JsonPaths());
			}
		}
		return top;
	}

	/** Reads the one value of a body. */
	JsonNode read(JsonParser parser) {
		return read(parser, this, new NamesOnce());
	}

	private static JsonNode read(JsonParser parser, JsonPaths wanted, NamesOnce names) {
		JsonToken begin = parser.currentToken();
		if (begin == JsonToken.START_OBJECT) {
			return object(parser, wanted, names);
		}
		if (begin == JsonToken.START_ARRAY) {
			ArrayNode array = NODES.arrayNode();
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				array.add(read(parser, wanted, names));
			}
			return array;
		}
		return parser.readValueAsTree();
	}

	private static ObjectNode object(JsonParser parser, JsonPaths wanted, NamesOnce names) {
		ObjectNode object = NODES.objectNode();
		int begin = names.begin();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			names.take(name, begin);
			parser.nextToken();
			JsonPaths inside = wanted.isWhole() ? wanted : wanted.inside.get(name);
			if (inside != null) {
				object.set(name, read(parser, inside, names));
			}
			else {
				skip(parser, names);
			}
		}
		names.end(begin);
		return object;
	}

	/** Passes over a value; no name may come twice in it either. */
	private static void skip(JsonParser parser, NamesOnce names) {
		JsonToken begin = parser.currentToken();
		if (begin == JsonToken.START_OBJECT) {
			int first = names.begin();
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				names.take(name, first);
				parser.nextToken();
				skip(parser, names);
			}
			names.end(first);
		}
		else if (begin == JsonToken.START_ARRAY) {
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				skip(parser, names);
			}
		}
	}

	private boolean isWhole() {
		return this.inside.isEmpty();
	}

}
