package io.claraconnect.writeback.plan;

import io.claraconnect.ats.api.ApplicationKey;

/** One call to an ATS that changes something. */
public sealed interface Command {

	/** The candidacy that it is about. */
	ApplicationKey key();

	/**
	 * A new note.
	 *
	 * @param key the candidacy
	 * @param supersedes whether it takes the place of an earlier note that stays there
	 */
	record AddNote(ApplicationKey key, boolean supersedes) implements Command {
	}

	/**
	 * New words in the note that is there.
	 *
	 * @param key the candidacy
	 * @param noteId the vendor's id of the note
	 */
	record EditNote(ApplicationKey key, String noteId) implements Command {
	}

	/**
	 * One of our tags.
	 *
	 * @param key the candidacy
	 * @param tag the tag
	 */
	record AddTag(ApplicationKey key, String tag) implements Command {
	}

	/**
	 * One of our tags, away.
	 *
	 * @param key the candidacy
	 * @param tag the tag
	 */
	record RemoveTag(ApplicationKey key, String tag) implements Command {
	}

	/**
	 * Another stage.
	 *
	 * @param key the candidacy
	 * @param fromStageId the stage it is expected in
	 * @param toStageId the stage it goes to
	 */
	record MoveStage(ApplicationKey key, String fromStageId, String toStageId) implements Command {
	}

}
