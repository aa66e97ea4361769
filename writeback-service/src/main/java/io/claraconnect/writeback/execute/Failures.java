package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.kit.work.Backoff;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.writeback.plan.LedgerEntry;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Decides what a failed call means for its slot and for the run. */
@Component
class Failures {

	private static final Duration RATE_WAIT = Duration.ofSeconds(10);

	private final Journal journal;

	private final Reports reports;

	private final WritebackSettings settings;

	Failures(Journal journal, Reports reports, WritebackSettings settings) {
		this.journal = journal;
		this.reports = reports;
		this.settings = settings;
	}

	/** A write failed after its intent was committed. */
	Mono<StepResult> ofWrite(Account account, LedgerEntry intended, Throwable failure) {
		if (!(failure instanceof AtsException ats)) {
			return doubt(account, intended, failure.getClass().getSimpleName());
		}
		return switch (ats.category()) {
			case OUTCOME_UNKNOWN, MALFORMED -> doubt(account, intended, ats.code());
			case NOT_FOUND -> notFound(account, intended);
			case CONFLICT -> "stage".equals(intended.key().kind()) ? this.journal
				.settle(account, intended.refused("stage_conflict"), new Report("SKIPPED", "stage_conflict", false))
				.thenReturn(new StepResult.Settled()) : away(account, intended, ats);
			case FORBIDDEN, REFUSED, UNSUPPORTED -> refused(account, intended, ats.code());
			case RATE_LIMITED, UNAVAILABLE, UNAUTHORIZED -> away(account, intended, ats);
		};
	}

	/** A read before a write failed; nothing was changed. */
	Mono<StepResult> ofPreparation(Account account, LedgerEntry entry, LedgerEntry intended, AtsException failure) {
		return switch (failure.category()) {
			case NOT_FOUND -> refused(account, intended, "gone");
			case FORBIDDEN, REFUSED, UNSUPPORTED -> refused(account, intended, failure.code());
			case CONFLICT, OUTCOME_UNKNOWN, MALFORMED, RATE_LIMITED, UNAVAILABLE, UNAUTHORIZED ->
				away(account, entry, failure);
		};
	}

	/** A look at an open write failed: it stays open unless a look is impossible. */
	Mono<StepResult> ofLook(Account account, LedgerEntry open, AtsException failure) {
		return switch (failure.category()) {
			case NOT_FOUND -> refused(account, open, "gone");
			case FORBIDDEN, REFUSED,
					UNSUPPORTED ->
				this.journal
					.settle(account, open.needsPerson("not_readable").doubted(this.settings.auditTimes().first()),
							Report.inDoubt("not_readable"))
					.thenReturn(new StepResult.Settled());
			case CONFLICT, OUTCOME_UNKNOWN, MALFORMED, RATE_LIMITED, UNAVAILABLE, UNAUTHORIZED ->
				later(account, open.stumbled(), failure);
		};
	}

	/** Nobody knows what became of a call. */
	private Mono<StepResult> doubt(Account account, LedgerEntry intended, String code) {
		this.reports.countDoubt(account, intended);
		return this.journal
			.keep(account, intended.unknown(code).doubted(account.doubtWait().plus(this.settings.auditTimes().first())),
					true)
			.thenReturn(new StepResult.Later(account.doubtWait(), "outcome_unknown"));
	}

	/** Somebody removed the note that was to be edited, or everything is gone. */
	private Mono<StepResult> notFound(Account account, LedgerEntry intended) {
		if ("EDIT".equals(intended.action())) {
			return this.journal.keep(account, intended.turnedAway("note_gone", true).withoutVendorRef(), false)
				.thenReturn(new StepResult.Later(Duration.ofMillis(1), "note_gone"));
		}
		return refused(account, intended, "gone");
	}

	private Mono<StepResult> refused(Account account, LedgerEntry entry, String code) {
		return this.journal.settle(account, entry.refused(code), Report.refused(code))
			.thenReturn(new StepResult.Settled());
	}

	private Mono<StepResult> away(Account account, LedgerEntry entry, AtsException failure) {
		boolean failed = failure.category() != AtsException.Category.RATE_LIMITED
				&& failure.category() != AtsException.Category.UNAUTHORIZED;
		return later(account, entry.turnedAway(failure.code(), failed), failure);
	}

	private Mono<StepResult> later(Account account, LedgerEntry entry, AtsException failure) {
		WorkResult result = switch (failure.category()) {
			case RATE_LIMITED -> WorkResult.retry(failure.retryAfter().orElse(RATE_WAIT), "rate_limited");
			case UNAUTHORIZED -> WorkResult.park("unauthorized");
			default -> (entry.failures() >= this.settings.failuresAtMost()) ? WorkResult.park("unavailable")
					: WorkResult.retry(Backoff.wait(entry.failures(), this.settings.firstWait(),
							this.settings.longestWait(), ThreadLocalRandom.current().nextDouble()), "unavailable");
		};
		LedgerEntry kept = (result instanceof WorkResult.Park) ? entry.rested() : entry;
		return this.journal.keep(account, kept, false).thenReturn(new StepResult.Halt(result));
	}

}
