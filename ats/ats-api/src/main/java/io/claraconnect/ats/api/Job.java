package io.claraconnect.ats.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A job, requisition or posting as the vendor has it now.
 *
 * @param id the vendor's id
 * @param title its title
 * @param state whether people can apply
 * @param external whether it is listed on the customer's external job site
 * @param stages its stages in their order
 * @param descriptionHtml the description as HTML, or null where only
 * {@link AtsReader#job(String)} gives it or there is none
 * @param updatedAt the vendor's time of its last change, or null
 */
public record Job(String id, String title, State state, boolean external, List<Stage> stages,
		@Nullable String descriptionHtml, @Nullable Instant updatedAt) {

	public Job {
		stages = List.copyOf(stages);
	}

	/** Names the job alone: its description can name people. */
	@Override
	public String toString() {
		return "Job[" + this.id + "]";
	}

	/** Whether people can apply. */
	public enum State {

		DRAFT, OPEN, CLOSED

	}

}
