package io.claraconnect.writeback.execute;

import java.util.List;
import java.util.OptionalLong;

import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.NoteMarker;
import io.claraconnect.writeback.plan.SlotPlan;

/**
 * A note of ours that the ledger does not count on.
 *
 * @param noteId the vendor's id
 * @param unknownRevision the revision in its marker when the ledger never heard of it,
 * else 0
 * @param tellsTheSame whether it tells what is to be written now
 */
record EarlierNote(String noteId, long unknownRevision, boolean tellsTheSame) {

	/** What a note of the ATS is to a slot; nothing when it is somebody else's. */
	static List<EarlierNote> in(SeenNote note, NoteMarker marker, SlotPlan plan, LedgerEntry entry) {
		OptionalLong revision = marker.revisionIn(note.text());
		if (revision.isEmpty() || note.id().equals(entry.vendorRef())) {
			return List.of();
		}
		if (entry.unwritten()) {
			return List.of(new EarlierNote(note.id(), revision.getAsLong(), marker.tells(note.text(), plan.value())));
		}
		return entry.doubtful()
			.stream()
			.filter((write) -> write.revision() == revision.getAsLong())
			.map((write) -> new EarlierNote(note.id(), 0, write.value().equals(plan.value())))
			.toList();
	}

}
