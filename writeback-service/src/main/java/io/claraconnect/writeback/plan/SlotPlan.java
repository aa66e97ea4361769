package io.claraconnect.writeback.plan;

import java.util.List;

import io.claraconnect.ats.api.ApplicationKey;

/**
 * What is to become of one slot.
 *
 * @param key the slot
 * @param cause the candidacy whose status asked for it
 * @param statusRevision revision of that status
 * @param value what the slot shall hold, in our own words
 * @param expected what the ATS shall show afterwards: a tag, a stage id, or nothing
 * @param commands the calls, in their order; empty when the value already stands and only
 * has to be written down
 */
public record SlotPlan(SlotKey key, ApplicationKey cause, long statusRevision, String value, String expected,
		List<Command> commands) {

	public SlotPlan {
		commands = List.copyOf(commands);
	}

	/** What the first call does, as outcomes name it. */
	public String action() {
		if (this.commands.isEmpty()) {
			return "NONE";
		}
		return switch (this.commands.getFirst()) {
			case Command.AddNote note -> "ADD";
			case Command.EditNote note -> "EDIT";
			case Command.AddTag tag -> "ADD";
			case Command.RemoveTag tag -> "REMOVE";
			case Command.MoveStage move -> "MOVE";
		};
	}

}
