package io.claraconnect.config.integrations;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

import io.claraconnect.config.integrations.Mapping.StageLink;
import io.claraconnect.config.rows.Columns;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

/** The tables of tracked jobs and of stages and statuses. */
@Component
final class JobRows {

	private static final String OF = " WHERE organisation_id = :organisation AND integration_id = :integration";

	Mono<List<TrackedJob>> tracked(DatabaseClient client, StoredIntegration integration) {
		return of(client, "SELECT * FROM config.tracked_job" + OF + " ORDER BY job_id", integration)
			.map((row) -> new TrackedJob(Columns.text(row, "job_id"), Columns.requiredTime(row, "tracked_since"),
					row.get("threshold", Integer.class), Columns.flag(row, "backfill_released")))
			.all()
			.collectList();
	}

	Mono<Void> replaceTracked(DatabaseClient client, StoredIntegration integration, Collection<TrackedJob> jobs) {
		return of(client, "DELETE FROM config.tracked_job" + OF, integration).then()
			.thenMany(Flux.fromIterable(jobs))
			.concatMap((job) -> Columns
				.bind(of(client, "INSERT INTO config.tracked_job (organisation_id, integration_id, job_id,"
						+ " tracked_since, threshold, backfill_released) VALUES (:organisation, :integration, :job,"
						+ " :since, :threshold, :released)", integration)
					.bind("job", job.jobId())
					.bind("since", job.trackedSince().atOffset(ZoneOffset.UTC))
					.bind("released", job.backfillReleased()), "threshold", job.threshold())
				.then())
			.then();
	}

	Mono<Mapping> mapping(DatabaseClient client, StoredIntegration integration) {
		return links(client, integration, "stage_move").flatMap(
				(moves) -> links(client, integration, "stage_status").map((statuses) -> new Mapping(moves, statuses)));
	}

	Mono<Void> replaceMapping(DatabaseClient client, StoredIntegration integration, Mapping mapping) {
		return replace(client, integration, "stage_move", mapping.moves())
			.then(replace(client, integration, "stage_status", mapping.statuses()));
	}

	private static Mono<List<StageLink>> links(DatabaseClient client, StoredIntegration integration, String table) {
		return of(client, "SELECT * FROM config." + table + OF + " ORDER BY job_id, status, stage_id", integration)
			.map((row) -> new StageLink(Columns.text(row, "job_id"), Columns.text(row, "status"),
					Columns.text(row, "stage_id")))
			.all()
			.collectList();
	}

	private static Mono<Void> replace(DatabaseClient client, StoredIntegration integration, String table,
			List<StageLink> links) {
		return of(client, "DELETE FROM config." + table + OF, integration).then()
			.thenMany(Flux.fromIterable(links))
			.concatMap((link) -> of(client,
					"INSERT INTO config." + table + " (organisation_id, integration_id, job_id,"
							+ " status, stage_id) VALUES (:organisation, :integration, :job, :status, :stage)",
					integration)
				.bind("job", link.jobId())
				.bind("status", link.status())
				.bind("stage", link.stageId())
				.then())
			.then();
	}

	private static GenericExecuteSpec of(DatabaseClient client, String sql, StoredIntegration integration) {
		return client.sql(sql)
			.bind("organisation", integration.organisationId())
			.bind("integration", integration.integrationId());
	}

}
