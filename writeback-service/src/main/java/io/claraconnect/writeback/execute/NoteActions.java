package io.claraconnect.writeback.execute;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
		return late(account, entry).flatMap((late) -> {
			if (late.isPresent() && late.get().value().equals(plan.value())) {
				return Mono.just(Call.needless(Sight.present(late.get().noteId())));
			}
			Command first = plan.commands().getFirst();
			String noteId = switch (first) {
				case Command.EditNote edit -> edit.noteId();
				default -> (account.can(Capability.EDIT_NOTE)) ? late.map(LateNote::noteId).orElse(null) : null;
			};
			boolean supersedes = first instanceof Command.AddNote add && add.supersedes();
			return this.explanations.of(account, status)
				.map((explanation) -> new NoteCall(account, status, explanation, noteId, supersedes));
		});
	}

	/** A write that was given up may have turned up since. */
	private static Mono<Optional<LateNote>> late(Account account, LedgerEntry entry) {
		if (entry.doubtful().isEmpty()) {
			return Mono.just(Optional.empty());
		}
		NoteMarker marker = NoteMarker.of(account.integrationId(), entry.cause().applicationId());
		return account.writer()
			.notes(entry.cause())
			.flatMapIterable((note) -> entry.doubtful()
				.stream()
				.filter((write) -> marker.revisionIn(note.text()).orElse(0) == write.revision())
				.map((write) -> new LateNote(note.id(), write.value()))
				.toList())
			.filter((note) -> !note.noteId().equals(entry.vendorRef()))
			.collectList()
			.map((found) -> found.isEmpty() ? Optional.empty() : Optional.of(found.getLast()));
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

	/**
	 * A note of a write that was given up.
	 *
	 * @param noteId the vendor's id
	 * @param value what the write would say
	 */
	private record LateNote(String noteId, String value) {

	}

	/** One note, new or edited. */
	private final class NoteCall implements Call {

		private final Account account;

		private final DecidedStatus status;

		private final Explanation explanation;

		private final @Nullable String noteId;

		private final boolean supersedes;

		NoteCall(Account account, DecidedStatus status, Explanation explanation, @Nullable String noteId,
				boolean supersedes) {
			this.account = account;
			this.status = status;
			this.explanation = explanation;
			this.noteId = noteId;
			this.supersedes = supersedes;
		}

		@Override
		public Mono<String> make(LedgerEntry intended) {
			NoteMarker marker = NoteMarker.of(this.account.integrationId(), this.status.applicationId());
			String text = NoteText.render(this.status, this.explanation, marker, intended.revision(),
					this.supersedes ? intended.confirmedRevision() : 0);
			String existing = this.noteId;
			return (existing != null)
					? this.account.writer().editNote(this.status.key(), existing, text).thenReturn(existing)
					: this.account.writer().addNote(this.status.key(), text);
		}

		@Override
		public Mono<Sight> check(LedgerEntry intended) {
			return look(this.account, intended);
		}

	}

}
