package io.claraconnect.ats.api;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads of one account. Nothing here changes anything at the vendor, so every call may be
 * repeated. Every call may error with an {@link AtsException}. Lists are read page by
 * page as they are asked for; what appears twice while pages shift is given once.
 */
public interface AtsReader {

	/** Every job that the credentials may see, whatever its state. */
	Flux<Job> jobs();

	/** One job with its description; errors with category NOT_FOUND. */
	Mono<Job> job(String jobId);

	/**
	 * One application with its candidate, documents and answers; errors with category
	 * NOT_FOUND.
	 */
	Mono<Application> application(String applicationId);

	/**
	 * Every application of one candidate, with everything {@link #application(String)}
	 * gives.
	 */
	Flux<Application> applicationsOfCandidate(String candidateId);

	/**
	 * Applications of one job, newest first where the vendor can.
	 * @param jobId the job
	 * @param updatedSince only those changed at or after that time, where the vendor can
	 * tell; null for all
	 */
	Flux<ApplicationSummary> applicationsOfJob(String jobId, @Nullable Instant updatedSince);

	/**
	 * The bytes of a document.
	 * @param document one of {@link Application#documents()}, read at most a few seconds
	 * ago: links die
	 * @return errors with NOT_FOUND when it is gone, UNAVAILABLE while the vendor still
	 * works on it, REFUSED when it exceeds 10 MiB
	 */
	Mono<DocumentContent> download(DocumentRef document);

	/** The account's users who are not deactivated. */
	Flux<AtsUser> users();

}
