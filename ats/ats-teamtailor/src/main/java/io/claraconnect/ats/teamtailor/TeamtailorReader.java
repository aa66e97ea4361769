package io.claraconnect.ats.teamtailor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Document;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Resource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads a Teamtailor account. Stage ids belong to one job; answers belong to the person.
 */
final class TeamtailorReader implements AtsReader {

	/** Changes may become visible up to a minute after they were made. */
	private static final Duration OVERLAP = Duration.ofMinutes(2);

	private final TeamtailorClient client;

	TeamtailorReader(TeamtailorClient client) {
		this.client = client;
	}

	@Override
	public Flux<Job> jobs() {
		return this.client.jobs().distinct((job) -> job.data().id()).concatMap((job) -> withStages(job.data()), 1);
	}

	@Override
	public Mono<Job> job(String jobId) {
		return this.client.job(jobId).flatMap((job) -> withStages(job.data()));
	}

	@Override
	public Mono<Application> application(String applicationId) {
		return this.client.application(applicationId).flatMap((application) -> {
			Mono<Resource> candidate = Mono.justOrEmpty(application.related("candidate"))
				.switchIfEmpty(Mono.error(() -> AtsException.malformed("missing_candidate")));
			return candidate.flatMap((person) -> answers(person.id())
				.map((answers) -> TeamtailorMapping.application(application, person, answers)));
		});
	}

	@Override
	public Flux<Application> applicationsOfCandidate(String candidateId) {
		return this.client.candidate(candidateId)
			.zipWith(answers(candidateId))
			.flatMapMany((person) -> this.client.applicationsOfCandidate(candidateId)
				.distinct((application) -> application.data().id())
				.map((application) -> TeamtailorMapping.application(application, person.getT1().data(),
						person.getT2())));
	}

	/**
	 * In Teamtailor's own order. Where the filter by job is refused, stage by stage and
	 * without regard to time.
	 */
	@Override
	public Flux<ApplicationSummary> applicationsOfJob(String jobId, @Nullable Instant updatedSince) {
		return filtered(jobId, updatedSince)
			.onErrorResume(AtsException.class,
					(failure) -> (failure.category() == Category.REFUSED) ? byStage(jobId) : Flux.error(failure))
			.distinct((application) -> application.data().id())
			.concatMapIterable((application) -> TeamtailorMapping.summary(application.data(), jobId).toList());
	}

	@Override
	public Mono<DocumentContent> download(DocumentRef document) {
		return this.client.candidate(document.location().reveal()).flatMap((candidate) -> {
			Mono<String> link = Flux.fromIterable(TeamtailorMapping.RESUME_LINKS)
				.concatMapIterable((attribute) -> candidate.data().text(attribute).stream().toList())
				.next()
				.switchIfEmpty(Mono.error(() -> AtsException.notFound("document_gone")));
			return link.flatMap(this.client::download);
		});
	}

	@Override
	public Flux<AtsUser> users() {
		return this.client.users()
			.map(Document::data)
			.filter(TeamtailorMapping::active)
			.distinct(Resource::id)
			.map(TeamtailorMapping::user);
	}

	private Flux<Document> filtered(String jobId, @Nullable Instant updatedSince) {
		if (updatedSince == null) {
			return this.client.applicationsOfJob(jobId, "", null);
		}
		Instant from = updatedSince.minus(OVERLAP);
		return this.client.applicationsOfJob(jobId, "updated-at", from)
			.concatWith(Flux.defer(() -> this.client.applicationsOfJob(jobId, "changed-stage-at", from)));
	}

	private Flux<Document> byStage(String jobId) {
		return this.client.stages(jobId).concatMap((stage) -> this.client.applicationsOfStage(stage.data().id()), 1);
	}

	private Mono<Job> withStages(Resource job) {
		return this.client.stages(job.id())
			.map(Document::data)
			.collectList()
			.map((stages) -> TeamtailorMapping.job(job, stages));
	}

	private Mono<List<Document>> answers(String candidateId) {
		return this.client.answers(candidateId).collectList();
	}

}
