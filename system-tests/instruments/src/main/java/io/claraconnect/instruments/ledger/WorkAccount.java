package io.claraconnect.instruments.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.instruments.house.Sql;
import io.claraconnect.instruments.topics.Entry;

/**
 * What became of each delivery on Kafka: it was read for, dropped on purpose, or is a
 * dead letter. Read for is one whose subject was fetched from the ATS after it came in;
 * so deliveries of one burst that were read together are all accounted for.
 */
final class WorkAccount {

	private final Map<String, Instant> fetched = new HashMap<>();

	private final Set<String> dropped = new HashSet<>();

	private final Set<String> dead = new HashSet<>();

	private final Findings findings;

	WorkAccount(Sql sql, List<Entry> outcomes, List<Entry> deadLetters, Findings findings) {
		this.findings = findings;
		sql.rows("SELECT integration_id, application_id, candidate_id, fetched_at FROM sync.application")
			.forEach((row) -> {
				saw(row, "application:" + row.get("application_id"));
				saw(row, "candidate:" + row.get("candidate_id"));
			});
		sql.rows("SELECT integration_id, job_id, fetched_at FROM sync.job")
			.forEach((row) -> saw(row, "job:" + row.get("job_id")));
		outcomes.stream().filter((outcome) -> outcome.text("service").equals("sync-worker")).forEach(this::told);
		deadLetters.forEach((letter) -> this.dead.add(letter.headers().getOrDefault("clara-dlt-topic", "") + "-"
				+ letter.headers().getOrDefault("clara-dlt-partition", "") + "@"
				+ letter.headers().getOrDefault("clara-dlt-offset", "")));
	}

	private void saw(Map<String, Object> row, String subject) {
		if (row.get("fetched_at") instanceof Timestamp at) {
			later(row.get("integration_id") + " " + subject, at.toInstant());
		}
	}

	private void told(Entry outcome) {
		switch (outcome.text("step")) {
			case "DROPPED" -> this.dropped.add(outcome.text("integrationId") + " " + outcome.text("deliveryId"));
			case "FETCHED" -> later(outcome.text("integrationId") + " " + outcome.text("subject"), outcome.time("at"));
			default -> {
			}
		}
	}

	private void later(String subject, Instant at) {
		this.fetched.merge(subject, at, (a, b) -> a.isAfter(b) ? a : b);
	}

	void balance(List<Entry> deliveries) {
		Set<String> seen = new HashSet<>();
		for (Entry delivery : deliveries) {
			if (!delivery.text("kind").equals("TEST")) {
				seen.add(delivery.text("integrationId") + " " + delivery.text("deliveryId"));
				account(delivery);
			}
		}
		this.findings.figure("unique deliveries on Kafka", seen.size());
	}

	private void account(Entry delivery) {
		String integration = delivery.text("integrationId") + " ";
		String place = delivery.topic() + "-" + delivery.partition() + "@" + delivery.offset();
		if (this.dead.contains(place)) {
			this.findings.count("deliveries in dead letters");
		}
		else if (isReadFor(delivery, integration)) {
			this.findings.count("deliveries read for");
		}
		else {
			this.findings.must(this.dropped.contains(integration + delivery.text("deliveryId")),
					"deliveries dropped on purpose", "nothing became of " + place + ", " + delivery.text("kind")
							+ " of " + delivery.text("applicationId") + "/" + delivery.text("candidateId"));
		}
	}

	private boolean isReadFor(Entry delivery, String integration) {
		Instant received = delivery.time("receivedAt");
		return since(integration + "application:" + delivery.text("applicationId"), received)
				|| since(integration + "candidate:" + delivery.text("candidateId"), received)
				|| (delivery.text("applicationId").isEmpty() && delivery.text("candidateId").isEmpty()
						&& since(integration + "job:" + delivery.text("jobId"), received));
	}

	private boolean since(String subject, Instant received) {
		Instant at = this.fetched.get(subject);
		return at != null && !at.isBefore(received);
	}

}
