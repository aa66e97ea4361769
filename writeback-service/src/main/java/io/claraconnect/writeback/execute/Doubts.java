package io.claraconnect.writeback.execute;

import java.time.Duration;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.LedgerState;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Settles writes that a crash, a time-out or a slow index left open: waits until the
 * vendor must show them, then looks, and never writes again before that.
 */
@Component
class Doubts {

	private final SlotKinds kinds;

	private final Journal journal;

	private final Failures failures;

	private final WritebackSettings settings;

	Doubts(SlotKinds kinds, Journal journal, Failures failures, WritebackSettings settings) {
		this.kinds = kinds;
		this.journal = journal;
		this.failures = failures;
		this.settings = settings;
	}

	/** Settles one open row, as far as that is possible now. */
	Mono<StepResult> settle(Account account, LedgerEntry open) {
		Duration left = account.doubtWait().minus(open.age());
		boolean over = !left.isPositive();
		if (open.state() == LedgerState.WRITING && !over) {
			return Mono.just(new StepResult.Later(left.plusMillis(1), "outcome_unknown"));
		}
		return this.kinds.of(open.key()).look(account, open).flatMap((sight) -> {
			if (sight.there()) {
				return seen(account, open, sight);
			}
			if (!over) {
				Duration pause = (this.settings.lookAgain().compareTo(left) < 0) ? this.settings.lookAgain() : left;
				return Mono.just(new StepResult.Later(pause.plusMillis(1), "not_visible_yet"));
			}
			return unseen(account, open);
		}).onErrorResume(AtsException.class, (failure) -> this.failures.ofLook(account, open, failure));
	}

	private Mono<StepResult> seen(Account account, LedgerEntry open, Sight sight) {
		LedgerEntry confirmed = open.confirm(sight.vendorRef());
		if (open.state() == LedgerState.ANSWERED) {
			return this.journal.settle(account, confirmed, Report.written(sight.concern()))
				.thenReturn(new StepResult.Settled());
		}
		return this.journal.settle(account, audited(confirmed), Report.alreadyThere())
			.thenReturn(new StepResult.Settled());
	}

	private Mono<StepResult> unseen(Account account, LedgerEntry open) {
		boolean answeredNote = open.state() == LedgerState.ANSWERED && "note".equals(open.key().kind());
		if (answeredNote || open.attempts() >= this.settings.writesAtMost()) {
			String code = answeredNote ? "not_seen" : "outcome_unknown";
			return this.journal.settle(account, audited(open.notFound().needsPerson(code)), Report.inDoubt(code))
				.thenReturn(new StepResult.Settled());
		}
		return this.journal.keep(account, audited(open.notFound()), false).thenReturn(new StepResult.Settled());
	}

	/** After a doubt twins are looked for, once it is old enough. */
	private LedgerEntry audited(LedgerEntry entry) {
		return entry.doubted(this.settings.auditTimes().first());
	}

}
