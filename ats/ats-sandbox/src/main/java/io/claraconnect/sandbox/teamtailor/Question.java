package io.claraconnect.sandbox.teamtailor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.sandbox.http.Request;

/** What a read call asks for. */
record Question(Map<String, String> filters, Map<String, Instant> bounds, Tree include, String sort,
		Map<String, List<String>> fields) {

	private static final Pattern BRACKETS = Pattern.compile("(filter|fields)\\[([^\\]]+)](?:\\[(from|to)])?");

	static Question of(Request request) {
		Map<String, String> filters = new LinkedHashMap<>();
		Map<String, Instant> bounds = new LinkedHashMap<>();
		Map<String, List<String>> fields = new LinkedHashMap<>();
		request.query().forEach((name, values) -> {
			Matcher matcher = BRACKETS.matcher(name);
			String value = values.getFirst();
			if (!matcher.matches()) {
				return;
			}
			if (matcher.group(1).equals("fields")) {
				fields.put(matcher.group(2), split(value));
			}
			else if (matcher.group(3) != null) {
				bounds.put(matcher.group(2) + ":" + matcher.group(3), time(value));
			}
			else {
				filters.put(matcher.group(2), value);
			}
		});
		Tree include = new Tree();
		request.query("include").map(Question::split).orElse(List.of()).forEach(include::add);
		return new Question(filters, bounds, include, request.query("sort").orElse(""), fields);
	}

	/** Returns whether the time lies within the bounds of that name. */
	boolean within(String name, Optional<Instant> time) {
		Instant from = this.bounds.get(name + ":from");
		Instant to = this.bounds.get(name + ":to");
		if (from == null && to == null) {
			return true;
		}
		return time.isPresent() && (from == null || !time.get().isBefore(from))
				&& (to == null || !time.get().isAfter(to));
	}

	static List<String> split(String text) {
		return Arrays.stream(text.split(",", -1)).filter((it) -> !it.isEmpty()).toList();
	}

	static Instant time(String value) {
		try {
			return value.contains("T") ? OffsetDateTime.parse(value.replace(" ", "+")).toInstant()
					: LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw Refused.bad();
		}
	}

	/** The relations to include, nested. */
	static final class Tree {

		private final Map<String, Tree> branches = new TreeMap<>();

		void add(String path) {
			int dot = path.indexOf('.');
			Tree branch = this.branches.computeIfAbsent((dot < 0) ? path : path.substring(0, dot), (key) -> new Tree());
			if (dot >= 0) {
				branch.add(path.substring(dot + 1));
			}
		}

		Map<String, Tree> branches() {
			return this.branches;
		}

		boolean has(String relation) {
			return this.branches.containsKey(relation);
		}

	}

}
