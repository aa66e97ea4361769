package io.claraconnect.scoring;

import java.time.Duration;
import java.util.Optional;

import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Hears of applications. The snapshot of a job comes on another topic and may come later,
 * or never: its applications wait for it in a table and hold nobody up.
 */
@Component
final class ScoringListener {

	/** What is on its way when an application comes before its job. */
	private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

	private final CompactedDirectory<JobSnapshot> jobs;

	private final Database database;

	private final ApplicationRows applications;

	private final Suppression suppression;

	private final WorkRows work;

	private final ScoreApplication score;

	ScoringListener(EventListeners listeners, CompactedDirectory<JobSnapshot> jobs, Database database,
			ApplicationRows applications, Suppression suppression, WorkRows work, ScoreApplication score) {
		this.jobs = jobs;
		this.database = database;
		this.applications = applications;
		this.suppression = suppression;
		this.work = work;
		this.score = score;
		listeners.listen(Topics.APPLICATIONS, "scoring-service", ApplicationSnapshot.class, this::onApplication);
	}

	private Mono<Void> onApplication(Event<ApplicationSnapshot> event) {
		ApplicationSnapshot application = event.value();
		if (application == null) {
			String[] parts = event.key().split(":", 3);
			return (parts.length < 3) ? Mono.empty() : forget(parts[0], parts[1], parts[2]);
		}
		if (application.getState() == ApplicationState.GONE) {
			return forget(application.getOrganisationId(), application.getIntegrationId(),
					application.getApplicationId());
		}
		if (ScoreApplication.ignores(application)) {
			return Mono.empty();
		}
		Optional<JobSnapshot> job = job(application);
		return keep(application, job.isEmpty(), event.cause()).then(Mono.defer(
				() -> job.map((known) -> this.score.score(application, known, event.cause())).orElseGet(Mono::empty)))
			.onErrorResume(Suppressed.class, (_) -> Mono.empty());
	}

	/** What a directory holds that is not complete may have a newer text. */
	private Optional<JobSnapshot> job(ApplicationSnapshot application) {
		return this.jobs.ready() ? this.jobs
			.find(EventKey.of(application.getOrganisationId(), application.getIntegrationId(), application.getJobId()))
				: Optional.empty();
	}

	private Mono<Void> keep(ApplicationSnapshot application, boolean jobMissing, Cause cause) {
		String organisationId = application.getOrganisationId();
		String integrationId = application.getIntegrationId();
		return this.database
			.inOrganisation(
					organisationId, (
							client) -> this.suppression
								.check(client, new Subject(organisationId, integrationId, application.getCandidateId()))
								.then(this.applications.keep(client, application))
								.then(jobMissing
										? this.work.upsert(client,
												JobListener.run(organisationId, integrationId,
														application.getApplicationId(), ON_ITS_WAY, cause))
										: Mono.empty())
								.thenReturn(true))
			.then();
	}

	private Mono<Void> forget(String organisationId, String integrationId, String applicationId) {
		return this.database
			.inOrganisation(organisationId,
					(client) -> this.applications.forget(client, organisationId, integrationId, applicationId)
						.thenReturn(true))
			.then();
	}

}
