package io.claraconnect.scoring;

import java.time.Duration;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.work.WorkHandler;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.JobSnapshot;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Scores an application that waited for its job, or whose job has another text now. One
 * whose job is still not known is parked: the job's own record wakes it.
 */
@Component
final class ScoreRun implements WorkHandler {

	private static final Duration COMPLETE_SOON = Duration.ofSeconds(1);

	private final CompactedDirectory<JobSnapshot> jobs;

	private final Database database;

	private final ApplicationRows applications;

	private final ScoreApplication score;

	ScoreRun(CompactedDirectory<JobSnapshot> jobs, Database database, ApplicationRows applications,
			ScoreApplication score) {
		this.jobs = jobs;
		this.database = database;
		this.applications = applications;
		this.score = score;
	}

	/**
	 * A directory that is not complete may have missed the job, or its newest text, and
	 * no record would ever wake what was parked for it.
	 */
	@Override
	public Mono<WorkResult> run(WorkRow row) {
		if (!this.jobs.ready()) {
			return Mono.just(WorkResult.retry(COMPLETE_SOON, "jobs_incomplete"));
		}
		String applicationId = row.subject().substring(JobListener.SUBJECT.length());
		Cause cause = new Cause(row.traceparent(), row.causationId());
		return this.database
			.inOrganisation(row.organisationId(),
					(client) -> this.applications.find(client, row.organisationId(), row.integrationId(),
							applicationId))
			.flatMap((application) -> this.jobs
				.find(EventKey.of(row.organisationId(), row.integrationId(), application.getJobId()))
				.map((job) -> this.score.score(application, job, cause).thenReturn(WorkResult.done()))
				.orElseGet(() -> Mono.just(WorkResult.park("job_unknown"))))
			.defaultIfEmpty(WorkResult.done());
	}

}
