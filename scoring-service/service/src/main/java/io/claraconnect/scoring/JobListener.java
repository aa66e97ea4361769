package io.claraconnect.scoring;

import java.time.Duration;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.work.WorkItem;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Hears of jobs: asks for a run for each application that waited for the job, or whose
 * score was made with another text of it.
 */
@Component
final class JobListener {

	static final String KIND = "score";

	static final String SUBJECT = "application:";

	private final CompactedDirectory<JobSnapshot> jobs;

	private final Database database;

	private final ApplicationRows applications;

	private final WorkRows work;

	JobListener(EventListeners listeners, CompactedDirectory<JobSnapshot> jobs, Database database,
			ApplicationRows applications, WorkRows work) {
		this.jobs = jobs;
		this.database = database;
		this.applications = applications;
		this.work = work;
		listeners.listen(Topics.JOBS, "scoring-service", JobSnapshot.class, this::onJob);
	}

	private Mono<Void> onJob(Event<JobSnapshot> event) {
		JobSnapshot job = event.value();
		if (job == null) {
			return Mono.empty();
		}
		if (this.jobs.find(event.key()).filter((known) -> known.getRevision() >= job.getRevision()).isEmpty()) {
			return Mono.error(new JobNotInDirectoryYet());
		}
		return this.database
			.inOrganisation(job.getOrganisationId(),
					(client) -> this.applications.notScoredWith(client, job)
						.collectList()
						.flatMapIterable((ids) -> ids)
						.concatMap((id) -> this.work.upsert(client,
								run(job.getOrganisationId(), job.getIntegrationId(), id, Duration.ZERO, event.cause())))
						.then(Mono.just(true)))
			.then();
	}

	/** A run that scores an application as it stands by then. */
	static WorkItem run(String organisationId, String integrationId, String applicationId, Duration delay,
			Cause cause) {
		return new WorkItem(organisationId, integrationId, SUBJECT + applicationId, KIND, 5, "", delay,
				cause.traceparent(), cause.causationId());
	}

	/** What runs look the job up in has not heard of it: a matter of milliseconds. */
	static final class JobNotInDirectoryYet extends RuntimeException {

		private static final long serialVersionUID = 1L;

		JobNotInDirectoryYet() {
			super("The directory has not heard of the job yet");
		}

	}

}
