package io.claraconnect.ats.greenhouse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.Application.State;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.greenhouse.GreenhouseJson.ApplicationJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.CandidateJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.JobJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.JobPostJson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of one Greenhouse account. */
final class GreenhouseReader implements AtsReader {

	private final GreenhouseClient client;

	private final Connection connection;

	GreenhouseReader(GreenhouseClient client, Connection connection) {
		this.client = client;
		this.connection = connection;
	}

	@Override
	public Flux<Job> jobs() {
		return this.client.jobs(this.connection)
			.distinct(JobJson::id)
			.buffer(GreenhouseClient.MOST_IDS)
			.concatMap((some) -> whole(some, this.client.jobPostsInShort(this.connection, ids(some)), false), 1);
	}

	@Override
	public Mono<Job> job(String jobId) {
		return this.client.job(this.connection, jobId)
			.flatMapMany((job) -> whole(List.of(job), this.client.jobPosts(this.connection, jobId), true))
			.next();
	}

	@Override
	public Mono<Application> application(String applicationId) {
		return this.client.application(this.connection, applicationId)
			.flatMap((json) -> candidate(json.candidateId()).flatMap((candidate) -> whole(json, candidate)));
	}

	@Override
	public Flux<Application> applicationsOfCandidate(String candidateId) {
		return this.client.candidate(this.connection, candidateId)
			.map(GreenhouseMapping::present)
			.flatMapMany((candidate) -> this.client.applications(this.connection, Map.of("candidate_ids", candidateId))
				.distinct(ApplicationJson::id)
				.concatMap((json) -> whole(json, candidate), 1));
	}

	@Override
	public Flux<ApplicationSummary> applicationsOfJob(String jobId, @Nullable Instant updatedSince) {
		Map<String, String> filters = new LinkedHashMap<>();
		filters.put("job_ids", jobId);
		if (updatedSince != null) {
			filters.put("updated_at", GreenhouseMapping.since(updatedSince));
		}
		return this.client.applications(this.connection, filters)
			.distinct(ApplicationJson::id)
			.flatMapIterable((json) -> GreenhouseMapping.summary(json).stream().toList());
	}

	@Override
	public Mono<DocumentContent> download(DocumentRef document) {
		return switch (document.readiness()) {
			case READY -> this.client.download(this.connection, document.location());
			case PROCESSING -> Mono.error(new AtsException(Category.UNAVAILABLE, "document_not_ready"));
			case FAILED -> Mono.error(AtsException.notFound("document"));
		};
	}

	@Override
	public Flux<AtsUser> users() {
		return this.client.users(this.connection)
			.filter((user) -> !user.deactivated())
			.map(GreenhouseMapping::user)
			.distinct(AtsUser::id);
	}

	private Flux<Job> whole(List<JobJson> jobs, Flux<JobPostJson> posts, boolean withText) {
		return Mono.zip(this.client.stages(this.connection, ids(jobs)).collectList(), posts.collectList())
			.flatMapIterable((both) -> jobs.stream()
				.map((job) -> GreenhouseMapping.job(job, both.getT1(), both.getT2(), withText))
				.toList());
	}

	private static List<String> ids(List<JobJson> jobs) {
		return jobs.stream().map((job) -> Long.toString(job.id())).toList();
	}

	private Mono<CandidateJson> candidate(long id) {
		return this.client.candidate(this.connection, Long.toString(id)).map(GreenhouseMapping::present);
	}

	private Mono<Application> whole(ApplicationJson json, CandidateJson candidate) {
		String id = Long.toString(json.id());
		return Mono.zip(stage(json), this.client.attachments(this.connection, id).collectList(), rejectionReason(json))
			.map((all) -> GreenhouseMapping.application(json, all.getT1().orElse(null), candidate, all.getT2(),
					all.getT3().orElse(null)));
	}

	/**
	 * The job's stage that an application is in. Its {@code stage_id} names only its own
	 * stay there, so without {@code job_interview_stage_id} (seen since July 2026) the
	 * stays are asked, and without leave for that the job's stages by name.
	 */
	Mono<Optional<Stage>> stage(ApplicationJson json) {
		Long jobId = json.jobId();
		if (json.stageId() == null || jobId == null || GreenhouseMapping.state(json.status()) == State.HIRED) {
			return Mono.just(Optional.empty());
		}
		String name = GreenhouseMapping.text(json.stageName());
		if (json.jobInterviewStageId() != null) {
			return Mono.just(Optional.of(new Stage(Long.toString(json.jobInterviewStageId()), name)));
		}
		return this.client.currentStage(this.connection, Long.toString(json.id()))
			.filter((stay) -> !Boolean.FALSE.equals(stay.current()))
			.mapNotNull((stay) -> stay.jobInterviewStageId())
			.next()
			.map((id) -> Optional.of(new Stage(Long.toString(id), name)))
			.onErrorResume(GreenhouseReader::isForbidden, (_) -> stageByName(jobId, name))
			.defaultIfEmpty(Optional.empty());
	}

	private Mono<Optional<Stage>> stageByName(long jobId, String name) {
		return this.client.stages(this.connection, List.of(Long.toString(jobId)))
			.filter((stage) -> name.equals(GreenhouseMapping.text(stage.name())))
			.next()
			.map((stage) -> Optional.of(new Stage(Long.toString(stage.id()), name)));
	}

	/** The reason is a nicety: without leave to read it there is none. */
	private Mono<Optional<String>> rejectionReason(ApplicationJson json) {
		if (GreenhouseMapping.state(json.status()) != State.REJECTED) {
			return Mono.just(Optional.empty());
		}
		return this.client.rejection(this.connection, Long.toString(json.id()))
			.mapNotNull((rejection) -> rejection.rejectionReasonId())
			.next()
			.map((id) -> Optional.of(Long.toString(id)))
			.onErrorResume(GreenhouseReader::isForbidden, (_) -> Mono.empty())
			.defaultIfEmpty(Optional.empty());
	}

	static boolean isForbidden(Throwable failure) {
		return failure instanceof AtsException known && known.category() == Category.FORBIDDEN;
	}

}
