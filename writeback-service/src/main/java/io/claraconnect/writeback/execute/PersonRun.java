package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.claraconnect.dossier.Suppressed;
import io.claraconnect.kit.work.WorkHandler;
import io.claraconnect.kit.work.WorkResult;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.writeback.execute.Journal.Known;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.DueAudit;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.SlotPlan;
import io.claraconnect.writeback.plan.WritebackPlanner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Brings everything of ours that hangs on one person to what it should be: first settles
 * what is open, then plans and writes slot by slot, then audits what was in doubt. One
 * run at a time per person, by the lease.
 */
@Component
class PersonRun implements WorkHandler {

	private static final Duration CATCHING_UP = Duration.ofSeconds(1);

	private final Accounts accounts;

	private final Journal journal;

	private final Doubts doubts;

	private final SlotWriter writer;

	private final TwinAudit audit;

	PersonRun(Accounts accounts, Journal journal, Doubts doubts, SlotWriter writer, TwinAudit audit) {
		this.accounts = accounts;
		this.journal = journal;
		this.doubts = doubts;
		this.writer = writer;
		this.audit = audit;
	}

	@Override
	public Mono<WorkResult> run(WorkRow row) {
		if (!this.accounts.caughtUp()) {
			return Mono.just(WorkResult.retry(CATCHING_UP, "directory_catching_up"));
		}
		Optional<Account> account = this.accounts.find(row);
		if (account.isEmpty()) {
			return Mono.just(WorkResult.park("connection_unknown"));
		}
		IntegrationState state = account.get().integration().getState();
		return switch (state) {
			case CONNECTED -> guarded(account.get(), connected(account.get()));
			case DISCONNECTED -> Mono.just(WorkResult.done());
			case UNKNOWN, NOT_LINKED, PAUSED, REAUTHORISE -> guarded(account.get(),
					told(account.get(), WorkResult.park("connection_" + state.name().toLowerCase(Locale.ROOT))));
		};
	}

	private Mono<WorkResult> connected(Account account) {
		return settleOpen(account)
			.flatMap((open) -> halted(open).map(Mono::just)
				.orElseGet(() -> writeAll(account, open).flatMap((written) -> finish(account, open, written))))
			.flatMap((result) -> told(account, result));
	}

	private Mono<WorkResult> guarded(Account account, Mono<WorkResult> run) {
		return run.onErrorResume(Suppressed.class, (ex) -> drop(account, true))
			.onErrorResume(Explanations.Erased.class, (ex) -> drop(account, false))
			.onErrorResume(LeaseLost.class, (ex) -> Mono.just(WorkResult.retry(CATCHING_UP, "lease_lost")));
	}

	private Mono<List<StepResult>> settleOpen(Account account) {
		return this.journal.read(account)
			.flatMap((known) -> steps(Flux.fromIterable(known.ledger())
				.filter(LedgerEntry::open)
				.concatMap((entry) -> this.doubts.settle(account, entry))));
	}

	/** Reads again, because settling changed the ledger. */
	private Mono<List<StepResult>> writeAll(Account account, List<StepResult> open) {
		return this.journal.read(account).flatMap((known) -> {
			List<SlotPlan> plans = WritebackPlanner.plan(account.rules(), known.statuses(), known.ledger());
			return steps(Flux.fromIterable(plans)
				.concatMap((plan) -> this.writer.write(account, plan, entry(known, plan), status(known, plan))))
				.flatMap((results) -> dealtWith(account, known, settled(open) && settled(results)).thenReturn(results));
		});
	}

	/** Slots that wait let the others go on; a halt stops them all. */
	private static Mono<List<StepResult>> steps(Flux<StepResult> steps) {
		return steps.takeUntil((result) -> result instanceof StepResult.Halt).collectList();
	}

	/** What is held is told once; what is settled is not asked for again. */
	private Mono<Void> dealtWith(Account account, Known known, boolean settled) {
		List<DecidedStatus> fresh = known.statuses()
			.stream()
			.filter((status) -> status.unhandled() && account.rules().tracks(status))
			.toList();
		List<DecidedStatus> held = fresh.stream().filter(DecidedStatus::held).toList();
		return Flux.fromIterable(held)
			.concatMap((status) -> this.journal.tell(account, status, "PARKED", "held"))
			.then(Mono.defer(() -> this.journal.handled(account, settled ? fresh : held)));
	}

	private static boolean settled(List<StepResult> results) {
		return results.stream().allMatch((result) -> result instanceof StepResult.Settled);
	}

	private Mono<WorkResult> finish(Account account, List<StepResult> open, List<StepResult> written) {
		Optional<WorkResult> halted = halted(written);
		if (halted.isPresent()) {
			return Mono.just(halted.get());
		}
		return this.journal.read(account)
			.flatMap((known) -> steps(Flux.fromIterable(known.ledger())
				.filter((entry) -> !entry.open())
				.concatMap((entry) -> audit(account, entry))))
			.map((audited) -> soonest(open, written, audited));
	}

	private Mono<StepResult> audit(Account account, LedgerEntry entry) {
		DueAudit due = entry.audit();
		if (due == null) {
			return Mono.just(new StepResult.Settled());
		}
		Duration wait = due.in();
		return wait.isPositive() ? Mono.just(new StepResult.Later(wait.plusMillis(1), "audit_waits"))
				: this.audit.run(account, entry);
	}

	@SafeVarargs
	private static WorkResult soonest(List<StepResult>... results) {
		return Arrays.stream(results)
			.flatMap(List::stream)
			.filter(StepResult.Later.class::isInstance)
			.map(StepResult.Later.class::cast)
			.min(Comparator.comparing(StepResult.Later::after))
			.map((later) -> WorkResult.retry(later.after(), later.cause()))
			.orElseGet(WorkResult::done);
	}

	private static Optional<WorkResult> halted(List<StepResult> results) {
		return results.stream()
			.filter(StepResult.Halt.class::isInstance)
			.map((result) -> ((StepResult.Halt) result).result())
			.findFirst();
	}

	/** That somebody has to do something first is told for each application. */
	private Mono<WorkResult> told(Account account, WorkResult result) {
		if (!(result instanceof WorkResult.Park park)) {
			return Mono.just(result);
		}
		return this.journal.read(account)
			.flatMapIterable(Known::statuses)
			.filter(DecidedStatus::unhandled)
			.concatMap((status) -> this.journal.tell(account, status, "PARKED", park.cause()))
			.then(Mono.just(result));
	}

	private Mono<WorkResult> drop(Account account, boolean ledgerToo) {
		return this.journal.forget(account, ledgerToo).thenReturn(WorkResult.done());
	}

	private static LedgerEntry entry(Known known, SlotPlan plan) {
		return known.ledger()
			.stream()
			.filter((entry) -> entry.key().equals(plan.key()))
			.findFirst()
			.orElseGet(() -> LedgerEntry.untouched(plan.key(), plan.cause()));
	}

	private static DecidedStatus status(Known known, SlotPlan plan) {
		return known.statuses()
			.stream()
			.filter((status) -> status.applicationId().equals(plan.cause().applicationId()))
			.findFirst()
			.orElseThrow();
	}

}
