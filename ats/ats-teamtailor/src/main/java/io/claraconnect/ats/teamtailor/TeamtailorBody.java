package io.claraconnect.ats.teamtailor;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.http.Json;
import io.claraconnect.ats.http.JsonBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads delivery bodies within bounds, as values and, where a signature covers only a
 * part, as the bytes of that part. Pure.
 */
final class TeamtailorBody {

	private static final int MAX_BODY = 1 << 20;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private static final JsonMapper SPANS = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(64).maxDocumentLength(MAX_BODY).build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.build();

	private TeamtailorBody() {
	}

	/** The body, or null when it is too large, too deep, ambiguous or no JSON. */
	static @Nullable JsonBody read(byte[] body) {
		try {
			return Json.webhook(body);
		}
		catch (AtsException _) {
			return null;
		}
	}

	/** The bytes of the value of a top-level member, or null when there is none. */
	static byte @Nullable [] valueOf(byte[] body, String member) {
		Span span = find(body, member);
		return (span != null) ? Arrays.copyOfRange(body, span.valueStart(), span.end()) : null;
	}

	/** The bytes without a top-level member and its comma, or null when there is none. */
	static byte @Nullable [] without(byte[] body, String member) {
		Span span = find(body, member);
		if (span == null) {
			return null;
		}
		int from = span.nameStart();
		int to = span.end();
		int before = skipSpace(body, from - 1, -1);
		int after = skipSpace(body, to, 1);
		if (before >= 0 && body[before] == ',') {
			from = before;
		}
		else if (after < body.length && body[after] == ',') {
			to = skipSpace(body, after + 1, 1);
		}
		ByteArrayOutputStream rest = new ByteArrayOutputStream(body.length);
		rest.write(body, 0, from);
		rest.write(body, to, body.length - to);
		return rest.toByteArray();
	}

	/** An id, which Teamtailor gives as a number or as text; null when it is neither. */
	static @Nullable String id(JsonBody holder, String... names) {
		return holder.text(names).filter((text) -> ID.matcher(text).matches()).orElse(null);
	}

	private static int skipSpace(byte[] body, int from, int step) {
		int at = from;
		while (at >= 0 && at < body.length && body[at] <= ' ') {
			at += step;
		}
		return at;
	}

	private static @Nullable Span find(byte[] body, String member) {
		if (body.length > MAX_BODY) {
			return null;
		}
		try (JsonParser parser = SPANS.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				int nameStart = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
				boolean wanted = member.equals(parser.currentName());
				parser.nextToken();
				int valueStart = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
				parser.skipChildren();
				parser.finishToken();
				if (wanted) {
					return new Span(nameStart, valueStart, Math.toIntExact(parser.currentLocation().getByteOffset()));
				}
			}
			return null;
		}
		catch (JacksonException _) {
			return null;
		}
	}

	private record Span(int nameStart, int valueStart, int end) {
	}

}
