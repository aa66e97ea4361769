package io.claraconnect.local.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the platform says about one application.
 *
 * @param steps time of each step that was taken, by name
 * @param totalTenths the score in tenths, or null
 * @param status the band, or null
 */
record Trail(Map<String, Instant> steps, @Nullable Integer totalTenths, @Nullable String status) {

	static final List<String> STEPS = List.of("received", "fetched", "scored", "decided", "written");

	private static final String APPLICATION = "applicationId";

	Trail {
		steps = Map.copyOf(steps);
	}

	static Trail of(Applied applied, Topics topics) {
		Map<String, Instant> steps = new TreeMap<>();
		first(about(applied, topics.webhooks(), true), "receivedAt").ifPresent((at) -> steps.put("received", at));
		List<JsonNode> outcomes = about(applied, topics.outcomes(), false).toList();
		for (String step : STEPS.subList(1, STEPS.size())) {
			first(outcomes.stream().filter((outcome) -> outcome.path("step").asString("").equalsIgnoreCase(step)), "at")
				.ifPresent((at) -> steps.put(step, at));
		}
		Optional<JsonNode> status = about(applied, topics.statuses(), false).reduce((_, later) -> later);
		Integer tenths = status.map((value) -> value.path("totalTenths"))
			.filter(JsonNode::isNumber)
			.map(JsonNode::intValue)
			.orElse(null);
		return new Trail(steps, tenths, status.map((value) -> value.path("status").asString("")).orElse(null));
	}

	/** Some vendors' deliveries name the person alone. */
	private static Stream<JsonNode> about(Applied applied, List<JsonNode> values, boolean orCandidate) {
		return values.stream()
			.filter((value) -> value.path("integrationId").asString("").equals(applied.tenant().integrationId()))
			.filter((value) -> value.path(APPLICATION).asString("").equals(applied.applicationId())
					|| (orCandidate && value.path("candidateId").asString("").equals(applied.candidateId())));
	}

	private static Optional<Instant> first(Stream<JsonNode> values, String field) {
		return values.map((value) -> Instant.parse(value.path(field).stringValue())).min(Instant::compareTo);
	}

	/**
	 * The values of the topics that tell of an application.
	 *
	 * @param webhooks deliveries
	 * @param outcomes steps
	 * @param statuses decisions
	 */
	record Topics(List<JsonNode> webhooks, List<JsonNode> outcomes, List<JsonNode> statuses) {

		static Topics read(Journal journal) {
			return new Topics(journal.values("ats.webhooks"), journal.values("platform.outcomes"),
					journal.values("screening.statuses"));
		}

	}

}
