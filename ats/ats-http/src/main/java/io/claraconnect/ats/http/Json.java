package io.claraconnect.ats.http;

import io.claraconnect.ats.api.AtsException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** JSON within limits: what a vendor sends is input of strangers. */
public final class Json {

	private static final int MIB = 1024 * 1024;

	static final JsonMapper ANSWERS = mapper(limits(HttpCall.MAX_DOCUMENT, 4 * MIB, 2_000_000));

	private static final JsonMapper WEBHOOKS = mapper(limits(MIB, MIB, 100_000));

	private Json() {
	}

	/**
	 * Reads a webhook body: at most 1 MiB, 64 levels, 100,000 tokens, no key twice, no
	 * NUL, no half of a surrogate pair.
	 * @throws AtsException of category MALFORMED
	 */
	public static JsonBody webhook(byte[] body) {
		return webhook(body, JsonPaths.of());
	}

	/**
	 * Reads a webhook body within the same limits, and of it only what is looked at.
	 * @param body the raw bytes
	 * @param paths what is looked at
	 * @throws AtsException of category MALFORMED
	 */
	public static JsonBody webhook(byte[] body, JsonPaths paths) {
		if (!JsonText.keepable(body)) {
			throw AtsException.malformed("json_characters");
		}
		try (JsonParser parser = WEBHOOKS.createParser(body)) {
			if (parser.nextToken() == null) {
				throw AtsException.malformed("json_empty");
			}
			JsonNode node = paths.read(parser);
			if (parser.nextToken() != null) {
				throw AtsException.malformed("json_unreadable");
			}
			return new JsonBody(node);
		}
		catch (JacksonException _) {
			throw AtsException.malformed("json_unreadable");
		}
	}

	/**
	 * Reads an API answer: at most 10 MiB, 64 levels.
	 * @throws AtsException of category MALFORMED
	 */
	public static JsonBody answer(byte[] body) {
		if (body.length == 0) {
			throw AtsException.malformed("json_empty");
		}
		try {
			JsonNode node = ANSWERS.readTree(body);
			if (node.isMissingNode()) {
				throw AtsException.malformed("json_empty");
			}
			return new JsonBody(node);
		}
		catch (JacksonException _) {
			// Jackson quotes what it could not read, so its message stays here.
			throw AtsException.malformed("json_unreadable");
		}
	}

	/** The JSON text of a value; maps, lists and records will do. */
	public static byte[] write(Object value) {
		return ANSWERS.writeValueAsBytes(value);
	}

	/** JSON null. */
	static JsonBody nothing() {
		return new JsonBody(NullNode.getInstance());
	}

	private static StreamReadConstraints limits(long document, int string, long tokens) {
		return StreamReadConstraints.builder()
			.maxNestingDepth(64)
			.maxDocumentLength(document)
			.maxStringLength(string)
			.maxTokenCount(tokens)
			.maxNameLength(256)
			.maxNumberLength(100)
			.build();
	}

	private static JsonMapper mapper(StreamReadConstraints limits) {
		return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
	}

}
