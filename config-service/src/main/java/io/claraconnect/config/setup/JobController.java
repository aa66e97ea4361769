package io.claraconnect.config.setup;

import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.security.Caller;
import io.claraconnect.config.setup.SetUpJson.JobJson;
import io.claraconnect.config.setup.SetUpJson.ReleaseJson;
import io.claraconnect.config.setup.SetUpJson.ReleasedJson;
import io.claraconnect.config.setup.SetUpJson.TrackJson;
import io.claraconnect.config.setup.SetUpJson.TrackedJobJson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Jobs of a connection over HTTP. */
@RestController
@RequestMapping("/api/v1/integrations/{id}/jobs")
final class JobController {

	private final Integrations integrations;

	private final TrackJobs jobs;

	JobController(Integrations integrations, TrackJobs jobs) {
		this.integrations = integrations;
		this.jobs = jobs;
	}

	/** The jobs that the ATS shows now. */
	@GetMapping
	Flux<JobJson> list(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return this.integrations.findOpen(caller.organisationId(), id).flatMapMany(this.jobs::jobs);
	}

	/** Sets which jobs are tracked; those that are not named are no longer. */
	@PutMapping
	Flux<TrackedJobJson> track(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody TrackJson body) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.jobs.track(integration, body.tracked()))
			.flatMap(this.integrations::tracked)
			.flatMapIterable((tracked) -> tracked.stream().map(TrackedJobJson::of).toList());
	}

	/**
	 * Shows what waits since before the job was tracked, and releases it when confirmed.
	 */
	@PostMapping("/{jobId}/release")
	Mono<ReleasedJson> release(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@PathVariable String jobId, @RequestBody ReleaseJson body) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.jobs.release(integration, jobId, Boolean.TRUE.equals(body.confirm())));
	}

}
