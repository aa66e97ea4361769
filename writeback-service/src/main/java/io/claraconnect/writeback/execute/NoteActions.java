package io.claraconnect.writeback.execute;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.writeback.plan.Command;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.DoubtfulWrite;
import io.claraconnect.writeback.plan.Explanation;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.NoteMarker;
import io.claraconnect.writeback.plan.NoteText;
import io.claraconnect.writeback.plan.SlotPlan;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Notes: found again by the marker in their last line, never by their text. */
@Component
final class NoteActions implements SlotActions {

	private final Explanations explanations;

	NoteActions(Explanations explanations) {
		this.explanations = explanations;
	}

	@Override
	public Mono<Call> prepare(Account account, SlotPlan plan, LedgerEntry entry, DecidedStatus status) {
		return earlier(account, plan, entry).flatMap((earlier) -> {
			long seen = earlier.map(EarlierNote::unknownRevision).orElse(0L);
			if (earlier.isPresent() && earlier.get().tellsTheSame()) {
				return Mono.just(Call.needless(Sight.present(earlier.get().noteId()), seen));
			}
			Command first = plan.commands().getFirst();
			boolean edits = account.can(Capability.EDIT_NOTE);
			String noteId = switch (first) {
				case Command.EditNote edit -> edit.noteId();
				default -> edits ? earlier.map(EarlierNote::noteId).orElse(null) : null;
			};
			boolean another = first instanceof Command.AddNote add && add.supersedes();
			long supersedes = another ? entry.confirmedRevision() : edits ? 0 : seen;
			return this.explanations.of(account, status)
				.map((explanation) -> new NoteCall(account, status, explanation, noteId, supersedes, seen));
		});
	}

	/**
	 * Looks for a note of ours that the ledger does not count on: of a write that was
	 * given up and turned up since, or of a ledger row that was lost.
	 */
	private static Mono<Optional<EarlierNote>> earlier(Account account, SlotPlan plan, LedgerEntry entry) {
		if (!entry.unwritten() && entry.doubtful().isEmpty()) {
			return Mono.just(Optional.empty());
		}
		NoteMarker marker = NoteMarker.of(account.integrationId(), plan.cause().applicationId());
		return account.writer()
			.notes(plan.cause())
			.flatMapIterable((note) -> EarlierNote.in(note, marker, plan, entry))
			.collectList()
			.map((found) -> found.stream()
				.max(Comparator.comparingLong(EarlierNote::unknownRevision).thenComparing(EarlierNote::tellsTheSame)));
	}

	@Override
	public Mono<Sight> look(Account account, LedgerEntry entry) {
		Set<Long> alike = Stream.concat(Stream.of(entry.revision()),
				entry.doubtful()
					.stream()
					.filter((write) -> write.value().equals(entry.value()))
					.map(DoubtfulWrite::revision))
			.collect(Collectors.toSet());
		NoteMarker marker = NoteMarker.of(account.integrationId(), entry.cause().applicationId());
		return account.writer()
			.notes(entry.cause())
			.filter((note) -> alike.contains(marker.revisionIn(note.text()).orElse(-1)))
			.map(SeenNote::id)
			.collectList()
			.map((ids) -> ids.isEmpty() ? Sight.absent()
					: Sight.present(ids.contains(entry.vendorRef()) ? entry.vendorRef() : ids.getFirst()));
	}

	/** One note, new or edited. */
	private final class NoteCall implements Call {

		private final Account account;

		private final DecidedStatus status;

		private final Explanation explanation;

		private final @Nullable String noteId;

		private final long supersedes;

		private final long seenRevision;

		NoteCall(Account account, DecidedStatus status, Explanation explanation, @Nullable String noteId,
				long supersedes, long seenRevision) {
			this.account = account;
			this.status = status;
			this.explanation = explanation;
			this.noteId = noteId;
			this.supersedes = supersedes;
			this.seenRevision = seenRevision;
		}

		@Override
		public long seenRevision() {
			return this.seenRevision;
		}

		@Override
		public Mono<String> make(AtsWriter writer, LedgerEntry intended) {
			NoteMarker marker = NoteMarker.of(this.account.integrationId(), this.status.applicationId());
			String text = NoteText.render(this.status, this.explanation, marker, intended.revision(), this.supersedes);
			String existing = this.noteId;
			return (existing != null) ? writer.editNote(this.status.key(), existing, text).thenReturn(existing)
					: writer.addNote(this.status.key(), text);
		}

		@Override
		public Mono<Sight> check(LedgerEntry intended) {
			return look(this.account, intended);
		}

	}

}
