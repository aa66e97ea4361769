package io.claraconnect.ats.api;

import java.util.Set;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes to one account. No ATS has idempotency keys, so none of these calls is retried
 * here: an answer that did not come errors with
 * {@link AtsException.Category#OUTCOME_UNKNOWN}, and the caller reads back by
 * {@link #notes} or {@link #tags}. Each request that changes something asks the
 * connection's {@link SendPermit} right before its bytes leave. Notes are private, notify
 * nobody and are plain text. A call whose capability is not declared errors with
 * UNSUPPORTED.
 */
public interface AtsWriter {

	/**
	 * Adds a private note. Not idempotent: the same call twice makes two notes.
	 * @param key the candidacy
	 * @param text plain text, at most 8,000 characters; contains the marker by which it
	 * is found again
	 * @return the vendor's id of the note
	 */
	Mono<String> addNote(ApplicationKey key, String text);

	/**
	 * Replaces the text of a note that the platform wrote. Idempotent.
	 * @param key the candidacy
	 * @param noteId what {@link #addNote} gave
	 * @param text as there
	 */
	Mono<Void> editNote(ApplicationKey key, String noteId, String text);

	/**
	 * Removes a note that the platform wrote. Idempotent: a note that is gone is no
	 * error.
	 */
	Mono<Void> deleteNote(ApplicationKey key, String noteId);

	/**
	 * The notes on the note target of a candidacy, as far as the credentials may see
	 * them.
	 */
	Flux<SeenNote> notes(ApplicationKey key);

	/**
	 * Adds one tag to the tag target and leaves all others as they are. Idempotent. Where
	 * the vendor only replaces whole lists the connector re-reads just before, so calls
	 * for one target must not overlap.
	 */
	Mono<Void> addTag(ApplicationKey key, String tag);

	/** Removes one tag from the tag target, as {@link #addTag} adds it. Idempotent. */
	Mono<Void> removeTag(ApplicationKey key, String tag);

	/** The tags on the tag target of a candidacy, in the vendor's spelling. */
	Mono<Set<String>> tags(ApplicationKey key);

	/**
	 * Moves an application to another stage of its job. May make the vendor send mail to
	 * the candidate.
	 * @param key the candidacy
	 * @param fromStageId the stage it is expected in; errors with CONFLICT when it is
	 * elsewhere
	 * @param toStageId the stage it goes to
	 */
	Mono<Void> moveStage(ApplicationKey key, String fromStageId, String toStageId);

	/**
	 * Rejects an application. Sends no mail by itself.
	 * @param key the candidacy
	 * @param reasonId the vendor's id of the rejection reason
	 * @param actingUserId the person of the ATS who decided
	 */
	Mono<Void> reject(ApplicationKey key, String reasonId, String actingUserId);

}
