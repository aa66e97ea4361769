package io.claraconnect.writeback.execute;

import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.writeback.plan.Command;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.SlotPlan;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Moves to another stage: only from the stage in which the status saw the application.
 */
@Component
final class StageActions implements SlotActions {

	@Override
	public Mono<Call> prepare(Account account, SlotPlan plan, LedgerEntry entry, DecidedStatus status) {
		return Mono.just(new StageCall(account, plan));
	}

	@Override
	public Mono<Sight> look(Account account, LedgerEntry entry) {
		return account.reader().application(entry.cause().applicationId()).map((application) -> {
			Stage stage = application.stage();
			return (stage != null && stage.id().equals(entry.expected())) ? Sight.present(null) : Sight.absent();
		});
	}

	/** One move. */
	private final class StageCall implements Call {

		private final Account account;

		private final SlotPlan plan;

		StageCall(Account account, SlotPlan plan) {
			this.account = account;
			this.plan = plan;
		}

		@Override
		public Mono<String> make(AtsWriter writer, LedgerEntry intended) {
			return (this.plan.commands().getFirst() instanceof Command.MoveStage move)
					? writer.moveStage(move.key(), move.fromStageId(), move.toStageId()).then(Mono.just(""))
					: Mono.just("");
		}

		@Override
		public Mono<Sight> check(LedgerEntry intended) {
			return look(this.account, intended);
		}

	}

}
