package io.claraconnect.scoring;

import java.time.Instant;
import java.time.ZoneOffset;

import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.ScreeningScore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The table {@code scoring.current_score}. */
@Component
final class ScoreRows {

	private static final String ONE = " WHERE organisation_id = :organisation AND integration_id = :integration"
			+ " AND application_id = :application";

	/** The current score of an application; empty when it has none. */
	Mono<Current> find(DatabaseClient client, ApplicationSnapshot application) {
		return client.sql("SELECT score_id, application_revision, job_revision FROM scoring.current_score" + ONE)
			.bind("organisation", application.getOrganisationId())
			.bind("integration", application.getIntegrationId())
			.bind("application", application.getApplicationId())
			.map((row) -> {
				String scoreId = row.get("score_id", String.class);
				Long revision = row.get("application_revision", Long.class);
				Long jobRevision = row.get("job_revision", Long.class);
				return new Current((scoreId != null) ? scoreId : "", (revision != null) ? revision : 0,
						(jobRevision != null) ? jobRevision : 0);
			})
			.one();
	}

	/**
	 * Makes a score the current one.
	 * @return false when a score of newer snapshots, or this very score, is there already
	 */
	Mono<Boolean> replace(DatabaseClient client, ScreeningScore score, JobSnapshot job, Instant now) {
		Integer total = score.getTotalTenths();
		DatabaseClient.GenericExecuteSpec insert = client
			.sql("INSERT INTO scoring.current_score AS c (organisation_id, integration_id, application_id, score_id,"
					+ " application_revision, outcome, total_tenths, scored_at, job_revision, job_text_ref) VALUES (:organisation, :integration,"
					+ " :application, :score, :revision, :outcome, :total, :now, :job, :text)"
					+ " ON CONFLICT (organisation_id, integration_id, application_id) DO UPDATE SET"
					+ " score_id = excluded.score_id, application_revision = excluded.application_revision,"
					+ " outcome = excluded.outcome, total_tenths = excluded.total_tenths, scored_at = excluded.scored_at,"
					+ " job_revision = excluded.job_revision, job_text_ref = excluded.job_text_ref"
					+ " WHERE (c.application_revision, c.job_revision)"
					+ " <= (excluded.application_revision, excluded.job_revision) AND c.score_id <> excluded.score_id")
			.bind("organisation", score.getOrganisationId())
			.bind("integration", score.getIntegrationId())
			.bind("application", score.getApplicationId())
			.bind("score", score.getScoreId())
			.bind("revision", score.getApplicationRevision())
			.bind("outcome", score.getOutcome().name())
			.bind("job", job.getRevision())
			.bind("text", ScoreApplication.textRef(job))
			.bind("now", now.atOffset(ZoneOffset.UTC));
		insert = (total != null) ? insert.bind("total", total) : insert.bindNull("total", Integer.class);
		return insert.fetch().rowsUpdated().map((count) -> count > 0);
	}

	/**
	 * A current score.
	 *
	 * @param scoreId its id
	 * @param applicationRevision the snapshot it was made of
	 * @param jobRevision the snapshot of the job it was made of
	 */
	record Current(String scoreId, long applicationRevision, long jobRevision) {

		static boolean supersedes(@Nullable Current current, String scoreId, long revision, long jobRevision) {
			if (current == null) {
				return true;
			}
			boolean older = current.applicationRevision() < revision
					|| (current.applicationRevision() == revision && current.jobRevision() <= jobRevision);
			return older && !current.scoreId().equals(scoreId);
		}

	}

}
