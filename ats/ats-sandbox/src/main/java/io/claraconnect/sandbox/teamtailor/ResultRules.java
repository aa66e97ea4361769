package io.claraconnect.sandbox.teamtailor;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the attributes of a partner result have to be like. */
final class ResultRules {

	private static final Set<String> KNOWN = Set.of("status", "candidate-id", "job-id", "summary", "url", "assessment",
			"details", "attachments", "actions", "assessment-criteria", "criteria");

	private static final Set<String> STATUSES = Set.of("sending", "sent", "pending", "completed", "failed");

	private static final Set<String> GRADES = Set.of("top_fit", "might_be_fit", "might_not_be_fit", "unknown");

	private static final Pattern DURATION = Pattern.compile("(\\d{1,3}):(\\d{2}):(\\d{2})");

	private ResultRules() {
	}

	/** Returns the attributes with the new ones in their place, or refuses these. */
	static ObjectNode merged(ObjectNode old, JsonNode fresh) {
		ObjectNode result = old.deepCopy();
		fresh.properties().forEach((it) -> {
			String name = it.getKey();
			if (!KNOWN.contains(name)) {
				throw Refused.bad();
			}
			if (name.equals("assessment")) {
				assess((ObjectNode) result.path("assessment"), it.getValue());
			}
			else if (!Set.of("candidate-id", "job-id").contains(name)) {
				check(name, it.getValue());
				result.set(name, it.getValue());
			}
		});
		return result;
	}

	private static void check(String name, JsonNode value) {
		boolean fine = value.isNull() || switch (name) {
			case "status" -> STATUSES.contains(value.asString(""));
			case "summary" -> value.isString();
			case "url" -> value.asString("").matches("https?://.+");
			case "details" -> value.isObject() && depth(value) <= 2;
			case "criteria" -> value.isObject() && depth(value) <= 1;
			case "attachments" -> all(value, Set.of("description", "url"));
			case "actions" -> all(value, Set.of("buttonText", "endpoint"));
			default ->
				all(value, Set.of("id", "score")) && value.valueStream().allMatch((it) -> isScore(it.path("score")));
		};
		if (!fine) {
			throw Refused.invalid(name, "is invalid");
		}
	}

	private static void assess(ObjectNode assessment, JsonNode fresh) {
		JsonNode score = fresh.path("score");
		if (!score.isMissingNode()) {
			require(score.isNull() || isScore(score));
			assessment.set("score", score);
		}
		JsonNode grade = fresh.path("grade");
		if (!grade.isMissingNode()) {
			require(grade.isNull() || GRADES.contains(grade.asString("")));
			assessment.set("grade", grade);
		}
		JsonNode duration = fresh.path("duration");
		if (duration.isNumber()) {
			assessment.put("duration", duration.asLong());
		}
		else if (duration.isString()) {
			Matcher matcher = DURATION.matcher(duration.asString());
			require(matcher.matches());
			assessment.put("duration", Long.parseLong(matcher.group(1)) * 3600 + Long.parseLong(matcher.group(2)) * 60
					+ Long.parseLong(matcher.group(3)));
		}
	}

	private static void require(boolean fine) {
		if (!fine) {
			throw Refused.invalid("assessment", "is invalid");
		}
	}

	private static boolean isScore(JsonNode score) {
		return score.isNumber() && score.asDouble() >= 0 && score.asDouble() <= 100;
	}

	private static boolean all(JsonNode list, Set<String> keys) {
		return list.isArray() && list.valueStream().allMatch((it) -> new TreeSet<>(it.propertyNames()).equals(keys));
	}

	private static int depth(JsonNode node) {
		if (!node.isContainer()) {
			return 0;
		}
		return 1 + node.valueStream().mapToInt(ResultRules::depth).max().orElse(0);
	}

}
