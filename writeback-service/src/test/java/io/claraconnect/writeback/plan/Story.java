package io.claraconnect.writeback.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.WriteBehaviour;
import io.claraconnect.ats.api.WriteBehaviour.Target;

/** A connection whose plans are carried out at once: what planner tests share. */
final class Story {

	final Set<Capability> capabilities = EnumSet.of(Capability.WRITE_NOTE, Capability.EDIT_NOTE, Capability.WRITE_TAG,
			Capability.MOVE_STAGE);

	boolean moves;

	boolean notes = true;

	boolean tags = true;

	Target tagTarget = Target.APPLICATION;

	final List<WriteRules.StageMove> stageMoves = new ArrayList<>();

	final Map<SlotKey, LedgerEntry> ledger = new HashMap<>();

	WriteRules rules() {
		return new WriteRules(this.notes, this.tags, this.moves, this.stageMoves, Set.of("job-1", "job-2"),
				this.capabilities,
				new WriteBehaviour(Target.APPLICATION, this.tagTarget, Duration.ofSeconds(1), Duration.ofSeconds(1)));
	}

	List<SlotPlan> plan(DecidedStatus... statuses) {
		return WritebackPlanner.plan(rules(), List.of(statuses), this.ledger.values());
	}

	/** Plans and takes every write for seen. */
	List<SlotPlan> carryOut(DecidedStatus... statuses) {
		List<SlotPlan> plans = plan(statuses);
		for (SlotPlan plan : plans) {
			this.ledger.put(plan.key(),
					this.ledger.getOrDefault(plan.key(), LedgerEntry.untouched(plan.key(), plan.cause()))
						.intend(plan)
						.confirm("note".equals(plan.key().kind()) ? "n" + plan.statusRevision() : null));
		}
		return plans;
	}

	static DecidedStatus status(String status, long revision) {
		return of("app-1", "job-1", status, Origin.SCORE, 812, revision);
	}

	static DecidedStatus of(String application, String job, String status, Origin origin, Integer tenths,
			long revision) {
		return new DecidedStatus(application, "person-1", job, status, origin, tenths, 70, "m:1", "model-1", false,
				false, true, "stage-1", false, revision, 0);
	}

	static DecidedStatus with(DecidedStatus status, boolean needsReview, boolean active, boolean held) {
		return new DecidedStatus(status.applicationId(), status.candidateId(), status.jobId(), status.status(),
				status.origin(), status.totalTenths(), status.threshold(), status.explanationRef(),
				status.modelVersion(), needsReview, status.scoreChanged(), active, status.stageId(), held,
				status.revision(), 0);
	}

}
