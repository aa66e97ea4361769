package io.claraconnect.writeback.execute;

import java.time.Duration;

import io.claraconnect.ats.api.SendPermit;
import io.claraconnect.writeback.plan.LedgerEntry;
import reactor.core.publisher.Mono;

/**
 * Lets the bytes of a write go only when nobody else can have given the write up: the
 * lease is ours, and the ledger has just said that the call begins now. A process that
 * was stopped, or waited long for the rate budget, says so anew first.
 */
final class StillOurs implements SendPermit {

	private static final Duration FRESH = Duration.ofSeconds(1);

	private final Journal journal;

	private final Account account;

	private final LedgerEntry intended;

	private volatile long said;

	/**
	 * The permit of one write.
	 * @param began {@link System#nanoTime()} before the intent was committed
	 */
	StillOurs(Journal journal, Account account, LedgerEntry intended, long began) {
		this.journal = journal;
		this.account = account;
		this.intended = intended;
		this.said = began;
	}

	@Override
	public Mono<Void> ask() {
		return Mono.defer(() -> {
			if (within(FRESH)) {
				return Mono.empty();
			}
			long now = System.nanoTime();
			return this.journal.keep(this.account, this.intended, true).then(Mono.defer(() -> {
				this.said = now;
				return within(this.account.callTimeout().dividedBy(2)) ? Mono.empty() : Mono.error(new LeaseLost());
			}));
		});
	}

	private boolean within(Duration time) {
		return System.nanoTime() - this.said < time.toNanos();
	}

}
