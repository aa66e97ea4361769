package io.claraconnect.scoring;

import java.util.Objects;

import io.claraconnect.kit.kafka.EventEncoder;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The table {@code scoring.application}. */
@Component
final class ApplicationRows {

	private static final String ONE = " WHERE organisation_id = :organisation AND integration_id = :integration"
			+ " AND application_id = :application";

	private final EventEncoder encoder;

	ApplicationRows(EventEncoder encoder) {
		this.encoder = encoder;
	}

	/** Keeps a snapshot unless a newer one is there. */
	Mono<Void> keep(DatabaseClient client, ApplicationSnapshot application) {
		return Mono.fromCallable(() -> this.encoder.encode(Topics.APPLICATIONS, application))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((snapshot) -> client
				.sql("INSERT INTO scoring.application AS a (organisation_id, integration_id, application_id, job_id,"
						+ " revision, snapshot) VALUES (:organisation, :integration, :application, :job, :revision,"
						+ " :snapshot) ON CONFLICT (organisation_id, integration_id, application_id) DO UPDATE SET"
						+ " job_id = excluded.job_id, revision = excluded.revision, snapshot = excluded.snapshot,"
						+ " updated_at = now() WHERE a.revision < excluded.revision")
				.bind("organisation", application.getOrganisationId())
				.bind("integration", application.getIntegrationId())
				.bind("application", application.getApplicationId())
				.bind("job", application.getJobId())
				.bind("revision", application.getRevision())
				.bind("snapshot", snapshot)
				.then());
	}

	/** Forgets an application that is no more. */
	Mono<Void> forget(DatabaseClient client, String organisationId, String integrationId, String applicationId) {
		return client.sql("DELETE FROM scoring.application" + ONE)
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", applicationId)
			.then();
	}

	/** The last snapshot of an application; empty when there is none. */
	Mono<ApplicationSnapshot> find(DatabaseClient client, String organisationId, String integrationId,
			String applicationId) {
		return client.sql("SELECT snapshot FROM scoring.application" + ONE)
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("application", applicationId)
			.map((row) -> Objects.requireNonNull(row.get("snapshot", byte[].class)))
			.one()
			.publishOn(Schedulers.boundedElastic())
			.map((stored) -> Objects
				.requireNonNull(this.encoder.decode(Topics.APPLICATIONS, stored, ApplicationSnapshot.class)));
	}

	/** The applications of a job whose score was not made with its present text. */
	Flux<String> notScoredWith(DatabaseClient client, JobSnapshot job) {
		return client
			.sql("SELECT a.application_id FROM scoring.application a LEFT JOIN scoring.current_score c"
					+ " USING (organisation_id, integration_id, application_id) WHERE a.organisation_id = :organisation"
					+ " AND a.integration_id = :integration AND a.job_id = :job"
					+ " AND c.job_text_ref IS DISTINCT FROM :text")
			.bind("organisation", job.getOrganisationId())
			.bind("integration", job.getIntegrationId())
			.bind("job", job.getJobId())
			.bind("text", ScoreApplication.textRef(job))
			.map((row) -> String.valueOf(row.get("application_id", String.class)))
			.all();
	}

}
