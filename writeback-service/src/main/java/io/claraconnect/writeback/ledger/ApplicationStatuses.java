package io.claraconnect.writeback.ledger;

import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.Origin;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code writeback.application_status}: the newest status of each application.
 */
@Component
public class ApplicationStatuses {

	/** Keeps a status; false when a newer one, or this one, is here already. */
	public Mono<Boolean> keep(DatabaseClient client, String organisationId, String integrationId,
			DecidedStatus status) {
		DatabaseClient.GenericExecuteSpec upsert = client.sql("INSERT INTO writeback.application_status AS s"
				+ " (organisation_id, integration_id, application_id, candidate_id, job_id, status, origin,"
				+ " total_tenths, threshold, explanation_ref, model_version, needs_review, score_changed, active,"
				+ " stage_id, held, revision) VALUES (:organisation, :integration, :application, :candidate, :job,"
				+ " :status, :origin, :tenths, :threshold, :explanation, :model, :review, :changed, :active, :stage,"
				+ " :held, :revision) ON CONFLICT (organisation_id, integration_id, application_id) DO UPDATE SET"
				+ " candidate_id = excluded.candidate_id, job_id = excluded.job_id, status = excluded.status,"
				+ " origin = excluded.origin, total_tenths = excluded.total_tenths, threshold = excluded.threshold,"
				+ " explanation_ref = excluded.explanation_ref, model_version = excluded.model_version,"
				+ " needs_review = excluded.needs_review, score_changed = excluded.score_changed,"
				+ " active = excluded.active, stage_id = excluded.stage_id, held = excluded.held,"
				+ " revision = excluded.revision, updated_at = now() WHERE s.revision < excluded.revision")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", status.applicationId())
			.bind("candidate", status.candidateId())
			.bind("job", status.jobId())
			.bind("status", status.status())
			.bind("origin", status.origin().name())
			.bind("review", status.needsReview())
			.bind("changed", status.scoreChanged())
			.bind("active", status.active())
			.bind("held", status.held())
			.bind("revision", status.revision());
		upsert = Columns.bind(upsert, "tenths", status.totalTenths(), Integer.class);
		upsert = Columns.bind(upsert, "threshold", status.threshold(), Integer.class);
		upsert = Columns.bind(upsert, "explanation", status.explanationRef(), String.class);
		upsert = Columns.bind(upsert, "model", status.modelVersion(), String.class);
		upsert = Columns.bind(upsert, "stage", status.stageId(), String.class);
		return upsert.fetch().rowsUpdated().map((count) -> count > 0);
	}

	/** The newest status of each application of a person. */
	public Flux<DecidedStatus> ofPerson(DatabaseClient client, String organisationId, String integrationId,
			String candidateId) {
		return client
			.sql("SELECT * FROM writeback.application_status WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND candidate_id = :candidate ORDER BY application_id")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("candidate", candidateId)
			.map(ApplicationStatuses::status)
			.all();
	}

	/** Persons of a connection with a status that was not dealt with. */
	public Flux<String> unhandled(DatabaseClient client, String organisationId, String integrationId) {
		return client
			.sql("SELECT DISTINCT candidate_id FROM writeback.application_status"
					+ " WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND handled_revision < revision")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.map((row) -> Columns.text(row, "candidate_id"))
			.all();
	}

	/** Writes down that a status was dealt with. */
	public Mono<Void> handled(DatabaseClient client, String organisationId, String integrationId,
			DecidedStatus status) {
		return client
			.sql("UPDATE writeback.application_status SET handled_revision = greatest(handled_revision, :revision)"
					+ " WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND application_id = :application")
			.bind("revision", status.revision())
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", status.applicationId())
			.then();
	}

	/** Forgets one application. */
	public Mono<Void> forget(DatabaseClient client, String organisationId, String integrationId, String applicationId) {
		return client
			.sql("DELETE FROM writeback.application_status WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND application_id = :application")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", applicationId)
			.then();
	}

	/** Forgets every application of a connection. */
	public Mono<Void> forgetAll(DatabaseClient client, String organisationId, String integrationId) {
		return client
			.sql("DELETE FROM writeback.application_status WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.then();
	}

	private static DecidedStatus status(Readable row) {
		return new DecidedStatus(Columns.text(row, "application_id"), Columns.text(row, "candidate_id"),
				Columns.text(row, "job_id"), Columns.text(row, "status"), Origin.valueOf(Columns.text(row, "origin")),
				row.get("total_tenths", Integer.class), row.get("threshold", Integer.class),
				row.get("explanation_ref", String.class), row.get("model_version", String.class),
				Columns.flag(row, "needs_review"), Columns.flag(row, "score_changed"), Columns.flag(row, "active"),
				row.get("stage_id", String.class), Columns.flag(row, "held"), Columns.number(row, "revision"),
				Columns.number(row, "handled_revision"));
	}

}
