package io.claraconnect.ats.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One candidacy as the vendor has it now, with the person and the material. Holds
 * personal data: it goes to the dossier vault and nowhere else.
 *
 * @param id the vendor's id
 * @param candidateId the vendor's id of the person
 * @param jobId the job, or null for a person who is attached to none
 * @param state where it stands
 * @param stage the stage it is in, or null when it is in none
 * @param appliedAt when the person applied
 * @param updatedAt the vendor's time of its last change, or null
 * @param rejectionReasonId the vendor's id of the reason, or null
 * @param person who it is
 * @param documents the documents that belong to it
 * @param coverLetter the letter as text where the vendor keeps it as text, or null
 * @param answers answers to questions
 * @param processingAllowed false when the person was anonymised or the vendor says that
 * the data may not be processed
 */
public record Application(String id, String candidateId, @Nullable String jobId, State state, @Nullable Stage stage,
		Instant appliedAt, @Nullable Instant updatedAt, @Nullable String rejectionReasonId, Person person,
		List<DocumentRef> documents, @Nullable String coverLetter, List<Answer> answers, boolean processingAllowed) {

	public Application {
		documents = List.copyOf(documents);
		answers = List.copyOf(answers);
	}

	@Override
	public String toString() {
		return "Application[" + this.id + "]";
	}

	/** Where an application stands. */
	public enum State {

		ACTIVE, REJECTED, HIRED, ARCHIVED

	}

	/**
	 * A question and what the person answered.
	 *
	 * @param question the question's text
	 * @param answer the answer as text; several choices are joined by a comma
	 */
	public record Answer(String question, String answer) {

		@Override
		public String toString() {
			return "Answer[]";
		}

	}

}
