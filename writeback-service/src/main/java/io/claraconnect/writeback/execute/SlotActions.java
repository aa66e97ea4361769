package io.claraconnect.writeback.execute;

import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.SlotPlan;
import reactor.core.publisher.Mono;

/** How things of one kind are written and looked for. */
interface SlotActions {

	/** Gets everything ready for a write; changes nothing at the vendor. */
	Mono<Call> prepare(Account account, SlotPlan plan, LedgerEntry entry, DecidedStatus status);

	/** Looks whether what the row desires is there. */
	Mono<Sight> look(Account account, LedgerEntry entry);

}
