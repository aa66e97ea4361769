package io.claraconnect.writeback.intake;

import io.claraconnect.schemas.DecidedApplicationState;
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.Origin;

/** Reads a status event as a value of ours. */
final class IncomingStatus {

	private IncomingStatus() {
	}

	static DecidedStatus of(ScreeningStatus status) {
		return new DecidedStatus(status.getApplicationId(), status.getCandidateId(), status.getJobId(),
				status.getStatus(), origin(status), status.getTotalTenths(), status.getThreshold(),
				status.getExplanationRef(), status.getModelVersion(), status.getNeedsReview(),
				status.getScoreChangedSinceDecision(), status.getApplicationState() == DecidedApplicationState.ACTIVE,
				status.getStageId(), status.getHeld(), status.getRevision(), 0);
	}

	private static Origin origin(ScreeningStatus status) {
		return switch (status.getOrigin()) {
			case SCORE -> Origin.SCORE;
			case ATS -> Origin.ATS;
			case PERSON -> Origin.PERSON;
			case UNKNOWN -> Origin.UNKNOWN;
		};
	}

}
