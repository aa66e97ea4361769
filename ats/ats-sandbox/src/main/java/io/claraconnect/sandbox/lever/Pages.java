package io.claraconnect.sandbox.lever;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts lists into pages. The token {@code next} is the percent-encoded text of
 * {@code [rank, time, "id"]} of the first item of the next page: not a snapshot, so an
 * item that moves between two calls is missed or comes twice. It only goes with the
 * filters it was issued for.
 */
final class Pages {

	private static final int MOST = 100;

	private final Map<String, Set<String>> issued = new ConcurrentHashMap<>();

	/** Answers one page of the items, which are sorted here. */
	<T> Reply page(Request request, List<T> items, Function<T, Place> place, Function<T, ObjectNode> row) {
		int limit = limit(request);
		String question = question(request);
		List<T> sorted = items.stream().sorted(Comparator.comparing(place, Place.ORDER)).toList();
		List<T> rest = request.query("offset")
			.map((token) -> from(sorted, place, read(token, question)))
			.orElse(sorted);
		ObjectNode answer = Json.object();
		ArrayNode data = answer.putArray("data");
		rest.stream().limit(limit).forEach((item) -> data.add(selected(row.apply(item), request)));
		if (rest.size() > limit) {
			answer.put("next", token(place.apply(rest.get(limit)), question));
		}
		return Lever.ok(200, answer.put("hasNext", rest.size() > limit));
	}

	private static <T> List<T> from(List<T> sorted, Function<T, Place> place, Place start) {
		return sorted.stream().filter((item) -> Place.ORDER.compare(place.apply(item), start) >= 0).toList();
	}

	private static int limit(Request request) {
		String value = request.query("limit").orElse(Integer.toString(MOST));
		if (!value.matches("\\d{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST) {
			throw Refused.bad("limit must be a number from 1 to 100");
		}
		return Integer.parseInt(value);
	}

	private static String question(Request request) {
		Map<String, List<String>> query = new LinkedHashMap<>(request.query());
		for (String free : List.of("offset", "limit", "include", "expand")) {
			query.remove(free);
		}
		StringBuilder result = new StringBuilder(request.path());
		new TreeSet<>(query.keySet()).forEach((name) -> result.append('&').append(name).append(query.get(name)));
		return result.toString();
	}

	private String token(Place place, String question) {
		ArrayNode parts = Json.array();
		if (place.rank() == Math.rint(place.rank())) {
			parts.add((long) place.rank());
		}
		else {
			parts.add(place.rank());
		}
		String plain = parts.add(place.time()).add(place.id()).toString();
		this.issued.computeIfAbsent(plain, (key) -> ConcurrentHashMap.newKeySet()).add(question);
		return URLEncoder.encode(plain, StandardCharsets.UTF_8);
	}

	/** A client that encodes the token once more than needed is understood too. */
	private Place read(String token, String question) {
		String plain = token;
		for (int i = 0; i < 3 && !plain.startsWith("["); i++) {
			plain = URLDecoder.decode(plain, StandardCharsets.UTF_8);
		}
		JsonNode node = parse(plain);
		Set<String> questions = this.issued.getOrDefault(plain, Set.of(question));
		if (!node.isArray() || node.size() != 3 || !questions.contains(question)) {
			throw Refused.bad("Invalid offset token: " + token);
		}
		return new Place(node.get(0).asDouble(), node.get(1).asLong(), node.get(2).asString());
	}

	private static JsonNode parse(String text) {
		try {
			return Json.MAPPER.readTree(text);
		}
		catch (JacksonException ex) {
			return Json.object();
		}
	}

	/** Keeps only the fields that {@code include} names, if it names any. */
	static ObjectNode selected(ObjectNode row, Request request) {
		Set<String> wanted = new HashSet<>(request.query().getOrDefault("include", List.of()));
		request.query().getOrDefault("expand", List.of()).forEach((name) -> {
			if (!wanted.isEmpty()) {
				wanted.add(name);
			}
		});
		wanted.removeAll(Set.of("followers", "content"));
		if (!wanted.isEmpty()) {
			row.retain(wanted);
		}
		return row;
	}

	/** Where an item stands: by rank, then latest first, then by id. */
	record Place(double rank, long time, String id) {

		static final Comparator<Place> ORDER = Comparator.comparingDouble(Place::rank)
			.thenComparing(Comparator.comparingLong(Place::time).reversed())
			.thenComparing(Place::id);

	}

}
