package io.claraconnect.local.launcher;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.claraconnect.local.demo.Journal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the platform's topics say about one application of one connection.
 *
 * @param integrationId the connection
 * @param events what happened, oldest first
 */
record Story(String integrationId, List<Happened> events) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

	Story {
		events = events.stream().sorted(Comparator.comparing(Happened::at)).toList();
	}

	/** One story per connection that knows the application. */
	static List<Story> of(String applicationId, Journal journal) {
		Map<String, List<Happened>> found = new TreeMap<>();
		collect(applicationId, journal.values("ats.webhooks"), Story::webhook, found);
		collect(applicationId, journal.values("platform.outcomes"), Story::outcome, found);
		collect(applicationId, journal.values("screening.statuses"), Story::status, found);
		collect(applicationId, journal.values("ats.writebacks"), Story::writeback, found);
		return found.entrySet().stream().map((entry) -> new Story(entry.getKey(), entry.getValue())).toList();
	}

	private static void collect(String applicationId, List<JsonNode> values, Reading reading,
			Map<String, List<Happened>> found) {
		for (JsonNode value : values) {
			if (text(value, "applicationId").equals(applicationId)
					|| text(value, "subject").equals("application:" + applicationId)) {
				found.computeIfAbsent(text(value, "integrationId"), (_) -> new ArrayList<>()).add(reading.of(value));
			}
		}
	}

	private static Happened webhook(JsonNode value) {
		return new Happened(time(value, "receivedAt"), "webhook-ingress", "RECEIVED",
				text(value, "kind") + " (" + text(value, "vendorEvent") + ")", null);
	}

	private static Happened outcome(JsonNode value) {
		String attempts = (value.path("attempts").intValue(1) > 1) ? ", attempt " + value.path("attempts").intValue()
				: "";
		return new Happened(time(value, "at"), text(value, "service"), text(value, "step"),
				text(value, "code") + attempts,
				value.path("retryAt").isString() ? Instant.parse(value.path("retryAt").stringValue()) : null);
	}

	private static Happened status(JsonNode value) {
		String score = value.path("totalTenths").isNumber()
				? String.format(Locale.ROOT, ", score %.1f", value.path("totalTenths").intValue() / 10.0) : "";
		String held = value.path("held").booleanValue(false) ? ", held until an admin releases it" : "";
		return new Happened(time(value, "decidedAt"), "config-service", "STATUS",
				text(value, "status") + " by " + text(value, "origin") + score + held, null);
	}

	private static Happened writeback(JsonNode value) {
		String code = value.path("code").isString() ? " (" + text(value, "code") + ")" : "";
		return new Happened(time(value, "at"), "writeback-service", text(value, "outcome"),
				text(value, "slot") + ": " + text(value, "action") + code, null);
	}

	List<List<String>> table() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("time", "step", "service", "what"));
		for (Happened event : this.events) {
			rows.add(List.of(local(event.at()), event.step(), event.service(),
					event.what() + ((event.retryAt() != null) ? ", again at " + local(event.retryAt()) : "")));
		}
		return rows;
	}

	/** What comes next, as a sentence. */
	String awaited() {
		Happened last = this.events.getLast();
		if (last.retryAt() != null) {
			return "Awaited: " + last.service() + " tries again at " + local(last.retryAt()) + ".";
		}
		return switch (last.step()) {
			case "RECEIVED" -> "Awaited: sync-worker reads the application from the ATS.";
			case "FETCHED" -> "Awaited: the material, or its scoring by scoring-service.";
			case "MATERIAL" -> "Awaited: scoring-service scores it.";
			case "SCORED" -> "Awaited: config-service decides the status.";
			case "DECIDED", "STATUS" -> "Awaited: writeback-service writes to the ATS.";
			case "PARKED" -> "Awaited: somebody mends what it waits for (" + last.what() + ").";
			case "DROPPED" -> "Nothing is awaited: it was left out (" + last.what() + ").";
			case "DEAD" -> "Nothing is awaited: it was given up (" + last.what() + ").";
			case "NEEDS_PERSON" -> "Awaited: a person decides what " + last.service() + " could not.";
			case "IN_DOUBT" -> "Awaited: " + last.service() + " looks in the ATS whether the write took effect.";
			case "HELD" -> "Awaited: an admin releases what came before the job was tracked.";
			default -> "Nothing is awaited.";
		};
	}

	private static String local(Instant at) {
		return TIME.format(at.atZone(ZoneId.systemDefault()));
	}

	private static Instant time(JsonNode value, String field) {
		return Instant.parse(value.path(field).stringValue());
	}

	private static String text(JsonNode value, String field) {
		return value.path(field).asString("");
	}

	/** Makes an event of a record. */
	@FunctionalInterface
	private interface Reading {

		Happened of(JsonNode value);

	}

	/**
	 * Something that happened.
	 *
	 * @param at when
	 * @param service which service did it
	 * @param step what step it was
	 * @param what came of it
	 * @param retryAt when it is tried again, or null
	 */
	record Happened(Instant at, String service, String step, String what, @Nullable Instant retryAt) {

	}

}
