package io.claraconnect.sandbox.greenhouse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.world.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A v3 list: newest id first, filtered, in pages that are linked by an opaque cursor. A
 * cursor carries the whole question and tolerates no other parameter beside it.
 */
final class Listing implements Endpoint.Action {

	private static final int USUAL = 100;

	private static final int MOST = 500;

	private final Map<String, Param> params = new LinkedHashMap<>();

	private final BiFunction<Caller, Map<String, String>, List<ObjectNode>> rows;

	private final Ids ids;

	Listing(Ids ids, Map<String, Param> params, BiFunction<Caller, Map<String, String>, List<ObjectNode>> rows) {
		this.ids = ids;
		this.rows = rows;
		this.params.put("ids", Param.ids("id"));
		this.params.put("created_at", Param.time("created_at"));
		this.params.put("updated_at", Param.time("updated_at"));
		this.params.putAll(params);
	}

	@Override
	public Reply perform(Caller caller) {
		Question question = question(caller.request());
		Map<String, String> filters = question.filters();
		Predicate<ObjectNode> wanted = (row) -> true;
		for (Map.Entry<String, String> filter : filters.entrySet()) {
			wanted = wanted.and(param(filter.getKey()).condition(filter.getKey(), filter.getValue()));
		}
		List<ObjectNode> found = this.rows.apply(caller, filters)
			.stream()
			.filter(wanted)
			.filter((row) -> row.path("id").asLong() <= question.fromId())
			.sorted(Comparator.comparingLong((ObjectNode row) -> row.path("id").asLong()).reversed())
			.toList();
		ArrayNode page = Json.array();
		found.stream()
			.limit(question.perPage())
			.forEach((row) -> page
				.add(row.has("message") ? select(row, List.of("message")) : select(row, question.fields())));
		Reply reply = Greenhouse.ok(200, page);
		if (found.size() > question.perPage()) {
			long next = found.get(question.perPage()).path("id").asLong();
			reply.header("Link", "<" + caller.request().base() + caller.request().path() + "?cursor="
					+ cursor(question, next) + ">; rel=\"next\"");
		}
		return reply;
	}

	private Param param(String name) {
		return Optional.ofNullable(this.params.get(name)).orElseThrow(() -> Refused.invalid(name, "is not allowed"));
	}

	private Question question(Request request) {
		Map<String, String> query = new LinkedHashMap<>();
		request.query().forEach((name, values) -> query.put(name, values.getFirst()));
		String cursor = query.remove("cursor");
		if (cursor != null) {
			if (!query.isEmpty()) {
				throw Refused.invalid("When passing a cursor, do not include other query params.");
			}
			return read(cursor);
		}
		return question(query, Long.MAX_VALUE, 1);
	}

	private static Question question(Map<String, String> query, long fromId, int page) {
		Map<String, String> filters = new LinkedHashMap<>(query);
		String perPage = filters.remove("per_page");
		String fields = filters.remove("fields");
		List<String> names = (fields != null) ? List.of(fields.split(",", -1)) : List.of();
		if (names.size() > 50) {
			throw Refused.invalid("fields", "size cannot be greater than 50");
		}
		return new Question(query, filters, perPage(perPage), names, fromId, page);
	}

	private static int perPage(@Nullable String value) {
		if (value == null) {
			return USUAL;
		}
		if (!value.matches("-?\\d{1,9}")) {
			throw Refused.invalid("per_page", "`" + value + "` is not an integer");
		}
		int number = Integer.parseInt(value);
		if (number > MOST) {
			throw Refused.invalid("per_page", "`" + number + "` number is greater than: " + MOST);
		}
		if (number < 1) {
			throw Refused.invalid("per_page", "`" + number + "` number is less than: 1");
		}
		return number;
	}

	private String cursor(Question question, long nextId) {
		ObjectNode content = Json.object();
		ObjectNode query = content.putObject("query");
		question.query().forEach(query::put);
		content.put("per_page", question.perPage())
			.put("id", nextId)
			.put("page", question.page() + 1)
			.put("original_request_id", this.ids.hex(16));
		byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
		return URLEncoder.encode(Base64.getEncoder().encodeToString(bytes), StandardCharsets.UTF_8);
	}

	private static Question read(String cursor) {
		ObjectNode content;
		try {
			content = Json.parseObject(Base64.getDecoder().decode(cursor)).orElse(Json.object());
		}
		catch (IllegalArgumentException ex) {
			content = Json.object();
		}
		if (!content.path("id").isNumber()) {
			throw Refused.invalid("cursor", "is invalid");
		}
		Map<String, String> query = new LinkedHashMap<>();
		content.path("query").properties().forEach((entry) -> query.put(entry.getKey(), entry.getValue().asString()));
		return question(query, content.path("id").asLong(), content.path("page").asInt(2));
	}

	private static ObjectNode select(ObjectNode row, List<String> fields) {
		if (fields.isEmpty()) {
			return row;
		}
		List<String> kept = new ArrayList<>(fields);
		ObjectNode result = Json.object();
		row.properties().forEach((entry) -> {
			if (kept.contains(entry.getKey())) {
				result.set(entry.getKey(), entry.getValue());
			}
		});
		return result;
	}

	private record Question(Map<String, String> query, Map<String, String> filters, int perPage, List<String> fields,
			long fromId, int page) {
	}

}
