package io.claraconnect.config.setup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.TrackedJob;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.setup.SetUpJson.JobJson;
import io.claraconnect.config.setup.SetUpJson.ReleasedJson;
import io.claraconnect.config.setup.SetUpJson.StageJson;
import io.claraconnect.config.setup.SetUpJson.TrackOneJson;
import io.claraconnect.config.status.Redecide;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.db.Database;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Which jobs are screened, and the release of what was there before. */
@Component
final class TrackJobs {

	private final Database database;

	private final Integrations integrations;

	private final Connections connections;

	private final Redecide redecide;

	TrackJobs(Database database, Integrations integrations, Connections connections, Redecide redecide) {
		this.database = database;
		this.integrations = integrations;
		this.connections = connections;
		this.redecide = redecide;
	}

	/** The jobs of the ATS, with what is tracked. */
	Flux<JobJson> jobs(StoredIntegration integration) {
		return this.integrations.tracked(integration)
			.flatMapMany((tracked) -> live(integration).map((job) -> json(job, find(tracked, job.id()))));
	}

	/** Sets which jobs are tracked. */
	Mono<StoredIntegration> track(StoredIntegration integration, List<TrackOneJson> wanted) {
		wanted.forEach((one) -> {
			if (one.threshold() != null) {
				ChangeRules.threshold(one.threshold());
			}
		});
		return live(integration).collectMap(Job::id, Function.identity())
			.flatMap((live) -> this.integrations.change(integration.organisationId(), integration.integrationId(),
					(client, now) -> this.integrations.tracked(client, now).flatMap((before) -> {
						List<TrackedJob> tracked = chosen(wanted, before, live, this.integrations.now());
						return this.integrations.replaceTracked(client, now, tracked)
							.thenMany(Flux.fromIterable(changed(before, tracked)))
							.concatMap((jobId) -> this.redecide.request(client, now.organisationId(),
									now.integrationId(), jobId))
							.then(Mono.just(now));
					})));
	}

	/** Counts what waits for release, and releases it when confirmed. */
	Mono<ReleasedJson> release(StoredIntegration integration, String jobId, boolean confirm) {
		Mono<Map<String, Long>> held = this.database
			.manyInOrganisation(integration.organisationId(),
					(client) -> this.redecide.held(client, integration.organisationId(), integration.integrationId(),
							jobId))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.map(TreeMap::new);
		return this.integrations.tracked(integration).flatMap((tracked) -> {
			if (find(tracked, jobId) == null) {
				return Mono.error(Refusal.notFound("tracked job"));
			}
			return held.flatMap((counts) -> (confirm ? release(integration, jobId) : Mono.just(integration))
				.thenReturn(new ReleasedJson(jobId, confirm, counts.values().stream().mapToLong(Long::longValue).sum(),
						counts, confirm ? "Notes and tags are being written."
								: "Nothing was written. Send {\"confirm\": true} to write notes and tags for these.")));
		});
	}

	private Mono<StoredIntegration> release(StoredIntegration integration, String jobId) {
		return this.integrations.change(
				integration.organisationId(), integration.integrationId(), (client,
						now) -> this.integrations.tracked(client, now)
							.flatMap((tracked) -> this.integrations.replaceTracked(client, now, tracked.stream()
								.map((job) -> job.jobId().equals(jobId)
										? new TrackedJob(jobId, job.trackedSince(), job.threshold(), true) : job)
								.toList()))
							.then(this.redecide.request(client, now.organisationId(), now.integrationId(), jobId))
							.thenReturn(now));
	}

	/** The tracked jobs that follow from what is wanted; pure. */
	static List<TrackedJob> chosen(List<TrackOneJson> wanted, List<TrackedJob> before, Map<String, Job> live,
			Instant now) {
		List<TrackedJob> chosen = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (TrackOneJson one : wanted) {
			TrackedJob known = find(before, one.jobId());
			if (!seen.add(one.jobId())) {
				throw Refusal.invalid("job-twice", "Job " + one.jobId() + " is named twice.");
			}
			if (known != null) {
				chosen.add(
						new TrackedJob(known.jobId(), known.trackedSince(), one.threshold(), known.backfillReleased()));
				continue;
			}
			Job job = live.get(one.jobId());
			if (job == null) {
				throw Refusal.invalid("unknown-job", "The ATS shows no job '" + one.jobId() + "'; reload the jobs.");
			}
			if (!job.external()) {
				throw Refusal.invalid("job-not-selectable", "Job '" + one.jobId() + "': " + reason(job));
			}
			chosen.add(new TrackedJob(one.jobId(), now, one.threshold(), false));
		}
		return chosen;
	}

	private static Set<String> changed(List<TrackedJob> before, List<TrackedJob> after) {
		Map<String, @Nullable Integer> thresholds = new HashMap<>();
		before.forEach((job) -> thresholds.put(job.jobId(), job.threshold()));
		return after.stream()
			.filter((job) -> !thresholds.containsKey(job.jobId())
					|| !Objects.equals(thresholds.get(job.jobId()), job.threshold()))
			.map(TrackedJob::jobId)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private Flux<Job> live(StoredIntegration integration) {
		return this.integrations.connector(integration)
			.reader(this.connections.of(integration.organisationId(), integration.integrationId(),
					integration.settings(), Priority.LIVE))
			.jobs();
	}

	private static JobJson json(Job job, @Nullable TrackedJob tracked) {
		return new JobJson(job.id(), job.title(), job.state().name(), job.external(), job.external(), reason(job),
				tracked != null, (tracked != null) ? tracked.trackedSince() : null,
				(tracked != null) ? tracked.threshold() : null, tracked != null && tracked.backfillReleased(),
				job.stages().stream().map((stage) -> new StageJson(stage.id(), stage.name())).toList());
	}

	private static String reason(Job job) {
		return job.external() ? ""
				: "It is not listed on the external job site. List it there in the ATS, then reload the jobs.";
	}

	private static @Nullable TrackedJob find(List<TrackedJob> tracked, String jobId) {
		return tracked.stream().filter((job) -> job.jobId().equals(jobId)).findFirst().orElse(null);
	}

}
