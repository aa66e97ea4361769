package io.claraconnect.ats.lever;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.lever.LeverJson.Candidacy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads a Lever account. An application is an opportunity here, a candidate is a contact;
 * an opportunity that nobody attached to a posting has no job.
 */
final class LeverReader implements AtsReader {

	private static final int PAGE = 100;

	private static final Duration WALK_MARGIN = Duration.ofMinutes(2);

	private final LeverClient client;

	private final Clock clock;

	private final boolean confidential;

	LeverReader(LeverClient client, Clock clock, boolean confidential) {
		this.client = client;
		this.clock = clock;
		this.confidential = confidential;
	}

	/**
	 * All states; asks for what stands only on the internal job site by its own query,
	 * because Lever leaves it out of some lists.
	 */
	@Override
	public Flux<Job> jobs() {
		return stages().flatMapMany((stages) -> this.client.postings(filters(Map.of()))
			.concatWith(Flux.defer(() -> this.client
				.postings(filters(Map.of("state", "published", "distributionChannel", "internal")))))
			.distinct(LeverJson.Posting::id)
			.map((posting) -> LeverMapping.job(posting, stages)));
	}

	@Override
	public Mono<Job> job(String jobId) {
		return this.client.posting(jobId)
			.flatMap((posting) -> stages().map((stages) -> LeverMapping.job(posting, stages)));
	}

	@Override
	public Mono<Application> application(String applicationId) {
		return this.client.opportunity(applicationId).flatMap(this::complete);
	}

	@Override
	public Flux<Application> applicationsOfCandidate(String candidateId) {
		return this.client.opportunities(filters(Map.of("contact_id", candidateId)), null)
			.distinct((candidacy) -> candidacy.opportunity().id())
			.concatMap(this::complete, 1);
	}

	/**
	 * Lever sorts by stage, so a candidate that moves back during a long walk is missed:
	 * what changed since the walk began is asked for at its end. With a time, those whom
	 * Lever never stamped are left out; without one they come.
	 */
	@Override
	public Flux<ApplicationSummary> applicationsOfJob(String jobId, @Nullable Instant updatedSince) {
		return Flux.defer(() -> {
			Instant caughtUpFrom = this.clock.instant().minus(WALK_MARGIN);
			AtomicInteger seen = new AtomicInteger();
			return ofJob(jobId, updatedSince).doOnNext((_) -> seen.incrementAndGet())
				.concatWith(
						Flux.defer(() -> (seen.get() >= PAGE) ? ofJob(jobId, caughtUpFrom) : Flux.<Candidacy>empty()))
				.distinct((candidacy) -> candidacy.opportunity().id())
				.concatMapIterable((candidacy) -> LeverMapping.summary(candidacy, jobId).toList());
		});
	}

	@Override
	public Mono<DocumentContent> download(DocumentRef document) {
		return this.client.download(document.location().reveal())
			.onErrorMap(AtsException.class,
					(failure) -> (failure.category() == Category.REFUSED && failure.code().equals("http_422")
							&& document.readiness() == DocumentRef.Readiness.PROCESSING)
									? new AtsException(Category.UNAVAILABLE, "document_processing") : failure);
	}

	@Override
	public Flux<AtsUser> users() {
		return this.client.users()
			.filter((user) -> user.deactivatedAt() == null)
			.distinct(LeverJson.User::id)
			.map(LeverMapping::user);
	}

	/** Archived ones hang on the posting by another filter. */
	private Flux<Candidacy> ofJob(String jobId, @Nullable Instant updatedSince) {
		return this.client.opportunities(filters(Map.of("posting_id", jobId)), updatedSince)
			.concatWith(Flux
				.defer(() -> this.client.opportunities(filters(Map.of("archived_posting_id", jobId)), updatedSince)));
	}

	private Mono<Application> complete(Candidacy candidacy) {
		Mono<List<LeverJson.Resume>> resumes = this.client.resumes(candidacy.opportunity().id()).collectList();
		return resumes.zipWith(archiveType(candidacy))
			.map((parts) -> LeverMapping.application(candidacy, parts.getT1(), parts.getT2(), this.clock.instant()));
	}

	/**
	 * {@code hired}, {@code non-hired}, or empty when it is not archived or not known.
	 */
	private Mono<String> archiveType(Candidacy candidacy) {
		LeverJson.Archived archived = candidacy.opportunity().archived();
		String reason = (archived != null) ? archived.reason() : null;
		if (reason == null) {
			return Mono.just("");
		}
		return this.client.archiveReason(reason)
			.map((known) -> (known.type() != null) ? known.type() : "")
			.onErrorResume(AtsException.class,
					(failure) -> (failure.category() == Category.NOT_FOUND) ? Mono.just("") : Mono.error(failure));
	}

	private Mono<List<Stage>> stages() {
		return this.client.stages().map(LeverMapping::stage).collectList();
	}

	private Map<String, String> filters(Map<String, String> own) {
		Map<String, String> all = new HashMap<>(own);
		all.put("limit", Integer.toString(PAGE));
		if (this.confidential) {
			all.put("confidentiality", "all");
		}
		return all;
	}

}
