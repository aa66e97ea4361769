package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.writeback.plan.AuditTimes;
import io.claraconnect.writeback.plan.DoubtfulWrite;
import io.claraconnect.writeback.plan.DueAudit;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.LedgerState;
import io.claraconnect.writeback.plan.NoteMarker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Looks, several times after a doubt, for writes that took effect late: a second note is
 * removed where the vendor allows and reported where not; a tag or a text that a late
 * write brought back is written once more.
 */
@Component
class TwinAudit {

	private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

	private final SlotKinds kinds;

	private final Journal journal;

	private final AuditTimes times;

	TwinAudit(SlotKinds kinds, Journal journal, WritebackSettings settings) {
		this.kinds = kinds;
		this.journal = journal;
		this.times = settings.auditTimes();
	}

	/** Audits one slot whose time has come. */
	Mono<StepResult> run(Account account, LedgerEntry entry) {
		Mono<StepResult> audit = switch (entry.key().kind()) {
			case "note" -> notes(account, entry);
			case "tag" -> tag(account, entry);
			default -> done(account, entry.withoutAudit());
		};
		return audit.onErrorResume(AtsException.class, (failure) -> switch (failure.category()) {
			case NOT_FOUND, FORBIDDEN, UNSUPPORTED -> done(account, entry.withoutAudit());
			default -> Mono.just(new StepResult.Later(failure.retryAfter().orElse(TRY_AGAIN), "audit_waits"));
		});
	}

	private Mono<StepResult> tag(Account account, LedgerEntry entry) {
		if (entry.state() != LedgerState.CONFIRMED) {
			return done(account, next(entry));
		}
		return this.kinds.of(entry.key())
			.look(account, entry)
			.flatMap((sight) -> sight.there() ? done(account, next(entry)) : again(account, entry));
	}

	private Mono<StepResult> notes(Account account, LedgerEntry entry) {
		NoteMarker marker = NoteMarker.of(account.integrationId(), entry.cause().applicationId());
		return account.writer()
			.notes(entry.cause())
			.filter((note) -> suspicious(entry, marker.revisionIn(note.text())))
			.collectList()
			.flatMap((found) -> settleNotes(account, entry, marker, found));
	}

	private Mono<StepResult> settleNotes(Account account, LedgerEntry entry, NoteMarker marker, List<SeenNote> found) {
		if (entry.vendorRef() == null && !found.isEmpty()) {
			LedgerEntry adopted = entry.confirm(found.getLast().id());
			return this.journal.settle(account, adopted, Report.alreadyThere())
				.then(Mono.defer(() -> settleNotes(account, adopted, marker, found)));
		}
		List<SeenNote> twins = found.stream().filter((note) -> !note.id().equals(entry.vendorRef())).toList();
		boolean brought = account.can(Capability.EDIT_NOTE) && entry.state() == LedgerState.CONFIRMED
				&& found.stream()
					.filter((note) -> note.id().equals(entry.vendorRef()))
					.anyMatch((note) -> marker.revisionIn(note.text()).orElse(0) != entry.confirmedRevision());
		LedgerEntry told = entry
			.without(twins.stream().map((note) -> marker.revisionIn(note.text()).orElse(0)).toList());
		return rid(account, told, twins)
			.then(Mono.defer(() -> brought ? again(account, told) : done(account, next(told))));
	}

	private LedgerEntry next(LedgerEntry entry) {
		return entry.audited(this.times);
	}

	/** Each twin is removed where that is possible, and told in any case. */
	private Mono<Void> rid(Account account, LedgerEntry entry, List<SeenNote> twins) {
		if (twins.isEmpty()) {
			return Mono.empty();
		}
		if (!account.can(Capability.DELETE_NOTE)) {
			return this.journal.settle(account, entry, Report.inDoubt("twin_note"));
		}
		return Flux.fromIterable(twins)
			.concatMap((twin) -> account.writer().deleteNote(entry.cause(), twin.id()))
			.then(this.journal.settle(account, entry, Report.written("twin_removed")));
	}

	private static boolean suspicious(LedgerEntry entry, OptionalLong revision) {
		return revision.isPresent() && (revision.getAsLong() == entry.confirmedRevision()
				|| entry.doubtful().stream().map(DoubtfulWrite::revision).anyMatch((r) -> r == revision.getAsLong()));
	}

	/** What was confirmed is no longer there, so it is planned again. */
	private Mono<StepResult> again(Account account, LedgerEntry entry) {
		return this.journal.keep(account, next(entry).notFound(), false)
			.thenReturn(new StepResult.Later(Duration.ofMillis(1), "written_over"));
	}

	/** The row of work stays as long as there is another audit to come. */
	private Mono<StepResult> done(Account account, LedgerEntry entry) {
		DueAudit next = entry.audit();
		return this.journal.keep(account, entry, false)
			.thenReturn((next != null) ? new StepResult.Later(next.in(), "audit_waits") : new StepResult.Settled());
	}

}
