package io.claraconnect.sandbox.greenhouse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.claraconnect.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** A query parameter of a list: turns its value into a condition on the rendered rows. */
interface Param {

	/**
	 * Returns the condition, or fails with a {@link Refused} that names the parameter.
	 */
	Predicate<ObjectNode> condition(String name, String value);

	/** A comma list of at most 50 ids. */
	static Param ids(String field) {
		return (name, value) -> {
			Set<String> wanted = Set
				.copyOf(List.of(value.split(",", -1)).stream().map(String::strip).distinct().toList());
			if (wanted.size() > 50) {
				throw Refused.invalid(name, "size cannot be greater than 50");
			}
			if (!wanted.stream().allMatch((id) -> id.matches("\\d+"))) {
				throw Refused.invalid(name, "must be an integer");
			}
			return (row) -> wanted.contains(Json.text(row, field, ""));
		};
	}

	/** An exact text. */
	static Param text(String field) {
		return (name, value) -> (row) -> Json.text(row, field, "").equals(value);
	}

	/** One of the listed words. */
	static Param word(String field, List<String> words) {
		return (name, value) -> {
			if (!words.contains(value)) {
				throw Refused.invalid(name, "must be one of: " + String.join(", ", words));
			}
			return (row) -> Json.text(row, field, "").equals(value);
		};
	}

	/** True or false. */
	static Param flag(String field) {
		return (name, value) -> {
			if (!value.equals("true") && !value.equals("false")) {
				throw Refused.invalid(name, "must be boolean");
			}
			return (row) -> Json.text(row, field, "").equals(value);
		};
	}

	/** Accepted, but decided by the endpoint itself. */
	static Param any() {
		return (name, value) -> (row) -> true;
	}

	/** {@code gte|A}, or {@code gte|A|lte|B}. */
	static Param time(String field) {
		return (name, value) -> {
			String[] parts = value.split("\\|", -1);
			if (parts.length != 2 && parts.length != 4) {
				throw Refused.invalid(name, "must be in the form operator|date");
			}
			List<Predicate<Instant>> all = new ArrayList<>();
			for (int i = 0; i < parts.length; i += 2) {
				all.add(bound(name, parts[i], parts[i + 1]));
			}
			return (row) -> {
				String text = Json.text(row, field, "");
				return !text.isEmpty() && all.stream().allMatch((bound) -> bound.test(Instant.parse(text)));
			};
		};
	}

	private static Predicate<Instant> bound(String name, String operator, String date) {
		Instant limit;
		try {
			limit = OffsetDateTime.parse(date).toInstant();
		}
		catch (DateTimeException ex) {
			throw Refused.invalid(name, "must be a date time");
		}
		return switch (operator) {
			case "gte" -> (time) -> !time.isBefore(limit);
			case "lte" -> (time) -> !time.isAfter(limit);
			case "gt" -> (time) -> time.isAfter(limit);
			case "lt" -> (time) -> time.isBefore(limit);
			default -> throw Refused.invalid(name, "operator must be one of: gte, lte, gt, lt");
		};
	}

}
