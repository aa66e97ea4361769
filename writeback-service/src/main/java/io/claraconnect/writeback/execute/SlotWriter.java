package io.claraconnect.writeback.execute;

import java.time.Duration;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.SlotPlan;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Carries out the plan of one slot: gets ready, commits the intent, calls the vendor,
 * reads back, and writes down what was seen.
 */
@Component
class SlotWriter {

	/**
	 * A call may wait long for the rate budget, but not for ever; after that its outcome
	 * counts as unknown.
	 */
	private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

	private final SlotKinds kinds;

	private final Journal journal;

	private final Failures failures;

	private final WritebackSettings settings;

	SlotWriter(SlotKinds kinds, Journal journal, Failures failures, WritebackSettings settings) {
		this.kinds = kinds;
		this.journal = journal;
		this.failures = failures;
		this.settings = settings;
	}

	Mono<StepResult> write(Account account, SlotPlan plan, LedgerEntry entry, DecidedStatus status) {
		LedgerEntry intended = entry.intend(plan);
		if (plan.commands().isEmpty()) {
			return this.journal.keep(account, intended.confirm(null), false).thenReturn(new StepResult.Settled());
		}
		return this.kinds.of(plan.key())
			.prepare(account, plan, entry, status)
			.flatMap((call) -> prepared(account, intended, call))
			.onErrorResume(AtsException.class,
					(failure) -> this.failures.ofPreparation(account, entry, intended, failure));
	}

	private Mono<StepResult> prepared(Account account, LedgerEntry planned, Call call) {
		LedgerEntry intended = planned.beyond(call.seenRevision());
		Sight already = call.alreadyThere();
		if (already != null) {
			return this.journal.settle(account, intended.confirm(already.vendorRef()), Report.alreadyThere())
				.thenReturn(new StepResult.Settled());
		}
		return Mono.defer(() -> {
			long began = System.nanoTime();
			return this.journal.intend(account, intended)
				.<StepResult>map((wait) -> new StepResult.Later(wait, "hourly_cap"))
				.switchIfEmpty(Mono.defer(() -> call(account, intended, call,
						account.writer(new StillOurs(this.journal, account, intended, began)))));
		});
	}

	private Mono<StepResult> call(Account account, LedgerEntry intended, Call call, AtsWriter writer) {
		return Mono.defer(() -> call.make(writer, intended))
			.timeout(LONGEST_CALL)
			.defaultIfEmpty("")
			.map(Answer::yes)
			.onErrorResume((ex) -> !(ex instanceof LeaseLost), (ex) -> Mono.just(new Answer("", ex)))
			.flatMap((answer) -> {
				Throwable failure = answer.failure();
				return (failure != null) ? this.failures.ofWrite(account, intended, failure)
						: check(account, intended, call, answer.vendorRef());
			});
	}

	/** The vendor said yes; believed only when it is seen. */
	private Mono<StepResult> check(Account account, LedgerEntry intended, Call call, String givenRef) {
		String ref = givenRef.isEmpty() ? null : givenRef;
		return call.check(intended.answered(ref))
			.onErrorResume(AtsException.class, (failure) -> Mono.just(unseen(failure)))
			.flatMap((sight) -> {
				if (!sight.there()) {
					return this.journal.keep(account, intended.answered(ref), false)
						.thenReturn(new StepResult.Later(this.settings.lookAgain(), "not_visible_yet"));
				}
				boolean readable = !"not_readable".equals(sight.concern());
				Report report = new Report("foreign_tag_missing".equals(sight.concern()) ? "IN_DOUBT" : "WRITTEN",
						sight.concern(), readable);
				return this.journal
					.settle(account, intended.confirm((sight.vendorRef() != null) ? sight.vendorRef() : ref), report)
					.thenReturn(new StepResult.Settled());
			});
	}

	/** A vendor that says yes and lets nobody read is believed. */
	private static Sight unseen(AtsException failure) {
		return (failure.category() == Category.FORBIDDEN || failure.category() == Category.UNSUPPORTED)
				? new Sight(true, null, "not_readable") : Sight.absent();
	}

	/**
	 * What became of a call.
	 *
	 * @param vendorRef the vendor's id of what was written, or empty
	 * @param failure why it failed, or null
	 */
	private record Answer(String vendorRef, @org.jspecify.annotations.Nullable Throwable failure) {

		static Answer yes(String vendorRef) {
			return new Answer(vendorRef, null);
		}

	}

}
