package io.claraconnect.config.status;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.claraconnect.config.status.KnownApplication.Decision;
import io.claraconnect.config.status.KnownApplication.InAts;
import io.claraconnect.config.status.KnownApplication.Key;
import io.claraconnect.config.status.KnownApplication.Origin;
import io.claraconnect.config.status.KnownApplication.Score;
import io.claraconnect.config.rows.Columns;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code config.application_status}: one row per application, on which every
 * decision is made.
 */
@Component
final class StatusRows {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String ONE = " WHERE organisation_id = :organisation AND integration_id = :integration"
			+ " AND application_id = :application";

	/**
	 * The application with its row locked until the transaction ends; the row is made
	 * when it is not there.
	 */
	Mono<KnownApplication> lock(DatabaseClient client, Key key) {
		return client.sql(
				"INSERT INTO config.application_status (organisation_id, integration_id, application_id, ats, candidate_id,"
						+ " job_id) VALUES (:organisation, :integration, :application, :ats, :candidate, :job)"
						+ " ON CONFLICT DO NOTHING")
			.bind("organisation", key.organisationId())
			.bind("integration", key.integrationId())
			.bind("application", key.applicationId())
			.bind("ats", key.ats())
			.bind("candidate", key.candidateId())
			.bind("job", key.jobId())
			.then()
			.then(lock(client, key.organisationId(), key.integrationId(), key.applicationId()));
	}

	/**
	 * The application with its row locked until the transaction ends; empty when it is
	 * not known.
	 */
	Mono<KnownApplication> lock(DatabaseClient client, String organisationId, String integrationId,
			String applicationId) {
		return client.sql("SELECT * FROM config.application_status" + ONE + " FOR UPDATE")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", applicationId)
			.map((row) -> known(row))
			.one();
	}

	/** The application; empty when it is not known. */
	Mono<KnownApplication> find(DatabaseClient client, String organisationId, String integrationId,
			String applicationId) {
		return client.sql("SELECT * FROM config.application_status" + ONE)
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", applicationId)
			.map((row) -> known(row))
			.one();
	}

	/** Keeps where the comment of a person is. */
	Mono<Void> comment(DatabaseClient client, Key key, String commentRef) {
		return client.sql("UPDATE config.application_status SET comment_ref = :comment" + ONE)
			.bind("comment", commentRef)
			.bind("organisation", key.organisationId())
			.bind("integration", key.integrationId())
			.bind("application", key.applicationId())
			.then();
	}

	/** Where the newest comment of a person is; empty when there is none. */
	Mono<String> commentRef(DatabaseClient client, Key key) {
		return client.sql("SELECT coalesce(comment_ref, '') AS comment_ref FROM config.application_status" + ONE)
			.bind("organisation", key.organisationId())
			.bind("integration", key.integrationId())
			.bind("application", key.applicationId())
			.map((row) -> Columns.text(row, "comment_ref"))
			.one()
			.filter((ref) -> !ref.isEmpty());
	}

	/** How many applications of a job are held, by status. */
	Flux<Map.Entry<String, Long>> held(DatabaseClient client, String organisationId, String integrationId,
			String jobId) {
		return client
			.sql("SELECT status, count(*) AS applications FROM config.application_status"
					+ " WHERE organisation_id = :organisation AND integration_id = :integration AND job_id = :job"
					+ " AND status_held AND status IS NOT NULL GROUP BY status ORDER BY status")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("job", jobId)
			.map((row) -> Map.entry(Columns.text(row, "status"), Columns.number(row, "applications")))
			.all();
	}

	/**
	 * Applications of a connection, and of one job where one is given, by application id
	 * after the given one.
	 */
	Flux<KnownApplication> list(DatabaseClient client, String organisationId, String integrationId,
			@Nullable String jobId, String after, int most) {
		return client
			.sql("SELECT * FROM config.application_status WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND (:job = '' OR job_id = :job) AND application_id > :after"
					+ " ORDER BY application_id LIMIT :most")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("job", (jobId != null) ? jobId : "")
			.bind("after", after)
			.bind("most", most)
			.map((row) -> known(row))
			.all();
	}

	/** Stores what is known without a new decision. */
	Mono<Void> saveKnown(DatabaseClient client, KnownApplication known) {
		return bindKnown(client.sql("UPDATE config.application_status SET " + KNOWN + ONE), known).then();
	}

	/**
	 * Stores what is known with a new decision, if nobody decided meanwhile.
	 * @return the new revision; empty when the revision is no longer the one that was
	 * read
	 */
	Mono<Long> decide(DatabaseClient client, KnownApplication known, Decision decision, Instant now) {
		DatabaseClient.GenericExecuteSpec update = bindKnown(client.sql("UPDATE config.application_status SET " + KNOWN
				+ ", status = :status, status_origin = :statusOrigin, status_score_id = :statusScore,"
				+ " status_application_state = :statusState, status_stage_id = :statusStage,"
				+ " status_threshold = :threshold, status_held = :held, score_changed = :changed, decided_by = :decidedBy,"
				+ " reason_code = :reason, decided_at = :now, revision = revision + 1" + ONE
				+ " AND revision = :revision RETURNING revision"), known)
			.bind("status", decision.status().wire())
			.bind("statusOrigin", decision.origin().name())
			.bind("statusState", decision.state())
			.bind("held", decision.held())
			.bind("changed", decision.scoreChanged())
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.bind("revision", known.revision());
		update = Columns.bind(update, "statusScore", decision.scoreId());
		update = Columns.bind(update, "decidedBy", decision.decidedBy());
		update = Columns.bind(update, "reason", decision.reasonCode());
		update = Columns.bind(update, "threshold", decision.threshold());
		update = Columns.bind(update, "statusStage", decision.stageId());
		return update.map((row) -> Columns.number(row, "revision")).one();
	}

	private static final String KNOWN = "job_id = :job, candidate_id = :candidate,"
			+ " application_state = :state, stage_id = :stage, origin = :origin,"
			+ " reply_refs = :refs, applied_at = :applied, dossier_ref = :dossier,"
			+ " application_revision = :applicationRevision, score_id = :score, score_job_id = :scoreJob, score_outcome = :outcome,"
			+ " total_tenths = :total, score_needs_review = :review, explanation_ref = :explanation,"
			+ " model_version = :model, score_application_revision = :scoreRevision, score_created_at = :scoredAt";

	private static DatabaseClient.GenericExecuteSpec bindKnown(DatabaseClient.GenericExecuteSpec spec,
			KnownApplication known) {
		InAts inAts = known.inAts();
		Score score = known.score();
		DatabaseClient.GenericExecuteSpec bound = spec.bind("organisation", known.key().organisationId())
			.bind("integration", known.key().integrationId())
			.bind("application", known.key().applicationId())
			.bind("job", known.key().jobId())
			.bind("candidate", known.key().candidateId())
			.bind("state", inAts.state())
			.bind("origin", inAts.backfill() ? "BACKFILL" : "LIVE")
			.bind("refs", JSON.writeValueAsString(inAts.replyRefs()))
			.bind("applicationRevision", inAts.revision())
			.bind("review", score != null && score.needsReview())
			.bind("scoreRevision", (score != null) ? score.applicationRevision() : 0L);
		bound = Columns.bind(bound, "stage", inAts.stageId());
		bound = Columns.bind(bound, "dossier", inAts.dossierRef());
		bound = Columns.bind(bound, "applied", inAts.appliedAt());
		bound = Columns.bind(bound, "score", (score != null) ? score.scoreId() : null);
		bound = Columns.bind(bound, "scoreJob", (score != null) ? score.jobId() : null);
		bound = Columns.bind(bound, "outcome", (score != null) ? score.outcome() : null);
		bound = Columns.bind(bound, "explanation", (score != null) ? score.explanationRef() : null);
		bound = Columns.bind(bound, "model", (score != null) ? score.modelVersion() : null);
		bound = Columns.bind(bound, "scoredAt", (score != null) ? score.createdAt() : null);
		return Columns.bind(bound, "total", (score != null) ? score.totalTenths() : null);
	}

	private static KnownApplication known(Readable row) {
		Key key = new Key(Columns.text(row, "organisation_id"), Columns.text(row, "integration_id"),
				Columns.text(row, "ats"), Columns.text(row, "application_id"), Columns.text(row, "candidate_id"),
				Columns.text(row, "job_id"));
		Map<String, String> refs = JSON.readValue(Columns.text(row, "reply_refs"),
				new TypeReference<Map<String, String>>() {
				});
		InAts inAts = new InAts(Columns.text(row, "application_state"), row.get("stage_id", String.class),
				Columns.text(row, "origin").equals("BACKFILL"), refs, Columns.time(row, "applied_at"),
				row.get("dossier_ref", String.class), Columns.number(row, "application_revision"));
		return new KnownApplication(key, inAts, score(row), decision(row), Columns.number(row, "revision"));
	}

	private static @Nullable Score score(Readable row) {
		String scoreId = row.get("score_id", String.class);
		Instant createdAt = Columns.time(row, "score_created_at");
		return (scoreId == null || createdAt == null) ? null
				: new Score(scoreId, Columns.text(row, "score_job_id"), Columns.text(row, "score_outcome"),
						row.get("total_tenths", Integer.class), Columns.flag(row, "score_needs_review"),
						row.get("explanation_ref", String.class), Columns.text(row, "model_version"),
						Columns.number(row, "score_application_revision"), createdAt);
	}

	private static @Nullable Decision decision(Readable row) {
		String status = row.get("status", String.class);
		if (status == null) {
			return null;
		}
		return new Decision(
				Status.ofWire(status).orElseThrow(() -> new IllegalStateException("Unknown status in the database")),
				Origin.valueOf(Columns.text(row, "status_origin")), row.get("status_score_id", String.class),
				row.get("status_threshold", Integer.class), Columns.flag(row, "status_held"),
				Columns.flag(row, "score_changed"), Columns.text(row, "status_application_state"),
				row.get("status_stage_id", String.class), row.get("decided_by", String.class),
				row.get("reason_code", String.class));
	}

}
