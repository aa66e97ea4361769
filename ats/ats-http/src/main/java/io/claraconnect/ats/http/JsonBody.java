package io.claraconnect.ats.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.claraconnect.ats.api.AtsException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * JSON of a vendor, read without trust: unknown fields are ignored, a missing one and a
 * null one are the same, and nothing of it gets into an error. May hold personal data.
 */
public final class JsonBody {

	private final JsonNode node;

	JsonBody(JsonNode node) {
		this.node = node;
	}

	/** What stands below these names, one by one; JSON null where nothing does. */
	public JsonBody at(String... names) {
		JsonNode found = this.node;
		for (String name : names) {
			found = found.path(name);
		}
		return new JsonBody(found);
	}

	/** Whether there is something else than null. */
	public boolean isPresent() {
		return !this.node.isMissingNode() && !this.node.isNull();
	}

	/** Whether this is an object. */
	public boolean isObject() {
		return this.node.isObject();
	}

	/** Whether this is an array. */
	public boolean isArray() {
		return this.node.isArray();
	}

	/**
	 * The text below these names: a string as it stands, a number or boolean as written;
	 * empty for anything else and for a blank string.
	 */
	public Optional<String> text(String... names) {
		JsonNode found = at(names).node;
		return (found.isValueNode() && !found.isNull())
				? Optional.of(found.asString()).filter((text) -> !text.isBlank()) : Optional.empty();
	}

	/**
	 * The text below these names.
	 * @throws AtsException of category MALFORMED when there is none
	 */
	public String requireText(String... names) {
		return text(names).orElseThrow(() -> AtsException.malformed("missing_" + String.join("_", names)));
	}

	/** Whether a true stands below these names. */
	public boolean isTrue(String... names) {
		return at(names).node.asBoolean(false);
	}

	/** The whole number below these names. */
	public Optional<Long> number(String... names) {
		JsonNode found = at(names).node;
		return found.isIntegralNumber() ? Optional.of(found.longValue()) : Optional.empty();
	}

	/** The ISO 8601 time below these names; empty when there is none that can be read. */
	public Optional<Instant> time(String... names) {
		return text(names).flatMap((text) -> {
			try {
				return Optional.of(OffsetDateTime.parse(text).toInstant());
			}
			catch (DateTimeParseException _) {
				return Optional.empty();
			}
		});
	}

	/** The time below these names, given as milliseconds since 1970. */
	public Optional<Instant> epochMillis(String... names) {
		return number(names).map(Instant::ofEpochMilli);
	}

	/** The elements of the array below these names; none when there is no array. */
	public List<JsonBody> list(String... names) {
		List<JsonBody> elements = new ArrayList<>();
		JsonNode found = at(names).node;
		if (found.isArray()) {
			found.forEach((element) -> elements.add(new JsonBody(element)));
		}
		return elements;
	}

	/** The names of the fields of this object. */
	public Stream<String> names() {
		return this.node.propertyNames().stream();
	}

	/**
	 * This as a record of the reader's package.
	 * @throws AtsException of category MALFORMED when the types do not fit
	 */
	public <T> T as(Class<T> type) {
		try {
			return Json.ANSWERS.treeToValue(this.node, type);
		}
		catch (JacksonException _) {
			throw AtsException.malformed("json_shape");
		}
	}

	/**
	 * The elements of the array that this is, each as a record.
	 * @throws AtsException of category MALFORMED when this is no array or the types do
	 * not fit
	 */
	public <T> List<T> listOf(Class<T> type) {
		if (!isArray()) {
			throw AtsException.malformed("json_no_list");
		}
		return list().stream().map((element) -> element.as(type)).toList();
	}

	@Override
	public String toString() {
		return "JsonBody[]";
	}

}
