package io.claraconnect.sync.application;

import java.time.Instant;

import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync.application}.
 *
 * @param applicationId the application
 * @param revision number of the fetch that it shows, 0 when there was none yet
 * @param content digest of the snapshot
 * @param candidateId the person
 * @param jobId the job
 * @param snapshot the last snapshot, or null when there was none yet
 * @param resume the stored resume
 * @param letter the stored cover letter
 * @param firstSeen when it was first read
 */
record Known(String applicationId, long revision, String content, String candidateId, String jobId,
		@Nullable ApplicationSnapshot snapshot, Piece resume, Piece letter, Instant firstSeen) {

	Known with(ApplicationSnapshot last) {
		return new Known(this.applicationId, this.revision, this.content, this.candidateId, this.jobId, last,
				this.resume, this.letter, this.firstSeen);
	}

	/** Whether it was there once and is not any more. */
	boolean isGone() {
		ApplicationSnapshot last = this.snapshot;
		return last != null && last.getState() == ApplicationState.GONE;
	}

	/**
	 * A document that is in the vault.
	 *
	 * @param documentId the vendor's id, empty when there is none
	 * @param ref where it is in the vault, empty when there is none
	 */
	record Piece(String documentId, String ref) {

		static final Piece NONE = new Piece("", "");

		boolean is(@Nullable String document) {
			return !this.ref.isEmpty() && this.documentId.equals(document);
		}

	}

}
