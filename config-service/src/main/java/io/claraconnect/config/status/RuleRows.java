package io.claraconnect.config.status;

import java.util.Map;

import io.claraconnect.config.status.KnownApplication.Key;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** What an admin set for a job, as the decision on a status needs it. */
@Component
final class RuleRows {

	/**
	 * The rules of an application's job; not tracked when connection or job are not
	 * there.
	 */
	Mono<StatusRules> find(DatabaseClient client, Key key) {
		return client.sql("SELECT coalesce(j.threshold, i.threshold) AS threshold, j.backfill_released AS released,"
				+ " i.state AS state FROM config.integration i JOIN config.tracked_job j"
				+ " ON j.organisation_id = i.organisation_id AND j.integration_id = i.integration_id"
				+ " WHERE i.organisation_id = :organisation AND i.integration_id = :integration AND j.job_id = :job")
			.bind("organisation", key.organisationId())
			.bind("integration", key.integrationId())
			.bind("job", key.jobId())
			.map((row) -> new Found(threshold(row), Boolean.TRUE.equals(row.get("released", Boolean.class)),
					!"DISCONNECTED".equals(row.get("state", String.class))))
			.one()
			.flatMap((found) -> stages(client, key)
				.map((stages) -> new StatusRules(found.connected(), found.threshold(), found.released(), stages)))
			.defaultIfEmpty(new StatusRules(false, 70, false, Map.of()));
	}

	/** A connection's id; empty when the organisation has no such connection. */
	Mono<String> connection(DatabaseClient client, String organisationId, String integrationId) {
		return client
			.sql("SELECT integration_id FROM config.integration WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.map((row) -> text(row.get("integration_id", String.class)))
			.one();
	}

	private static Mono<Map<String, Status>> stages(DatabaseClient client, Key key) {
		return client
			.sql("SELECT stage_id, status FROM config.stage_status WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND job_id = :job")
			.bind("organisation", key.organisationId())
			.bind("integration", key.integrationId())
			.bind("job", key.jobId())
			.map((row) -> Map.entry(text(row.get("stage_id", String.class)),
					Status.ofWire(text(row.get("status", String.class)))))
			.all()
			.filter((entry) -> entry.getValue().isPresent())
			.collectMap(Map.Entry::getKey, (entry) -> entry.getValue().orElseThrow());
	}

	private static int threshold(Readable row) {
		Integer threshold = row.get("threshold", Integer.class);
		return (threshold != null) ? threshold : 70;
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private record Found(int threshold, boolean released, boolean connected) {

	}

}
