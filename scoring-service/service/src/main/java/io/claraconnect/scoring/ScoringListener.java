package io.claraconnect.scoring;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.PoisonRecord;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Hears of applications. The snapshot of a job comes on another topic and may come a
 * moment later: its applications wait for it, within limits.
 */
@Component
final class ScoringListener {

	private final CompactedDirectory<JobSnapshot> jobs;

	private final ScoreApplication score;

	private final ScoringProperties properties;

	/** By job: however many applications of a missing job there are, they wait once. */
	private final Map<String, Instant> waitingSince = new ConcurrentHashMap<>();

	ScoringListener(EventListeners listeners, CompactedDirectory<JobSnapshot> jobs, ScoreApplication score,
			ScoringProperties properties) {
		this.jobs = jobs;
		this.score = score;
		this.properties = properties;
		listeners.listen(Topics.APPLICATIONS, "scoring-service", ApplicationSnapshot.class, this::onApplication);
	}

	private Mono<Void> onApplication(Event<ApplicationSnapshot> event) {
		ApplicationSnapshot application = event.value();
		if (application == null || ScoreApplication.ignores(application)) {
			return Mono.empty();
		}
		String jobKey = EventKey.of(application.getOrganisationId(), application.getIntegrationId(),
				application.getJobId());
		return this.jobs.find(jobKey).map((job) -> {
			this.waitingSince.remove(jobKey);
			return this.score.score(application, job, event.cause());
		}).orElseGet(() -> jobMissing(jobKey));
	}

	private Mono<Void> jobMissing(String jobKey) {
		Instant now = this.score.now();
		Instant since = this.waitingSince.computeIfAbsent(jobKey, (key) -> now);
		if (this.jobs.ready() && since.plus(this.properties.jobPatience()).isBefore(now)) {
			return Mono.error(new PoisonRecord("job_unknown"));
		}
		return Mono.error(new JobNotKnownYet());
	}

	/** The snapshot of the job has not come yet. */
	static final class JobNotKnownYet extends RuntimeException {

		private static final long serialVersionUID = 1L;

		JobNotKnownYet() {
			super("The snapshot of the job has not come yet");
		}

	}

}
