package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.SendPermit;
import io.claraconnect.ats.api.WriteBehaviour;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.TrackedJob;
import io.claraconnect.writeback.plan.WriteRules;

/**
 * The account that one run writes to.
 *
 * @param row the run's lease
 * @param integration the connection's settings
 * @param connector its kind of ATS
 * @param connection how it is reached
 */
record Account(WorkRow row, Integration integration, Connector connector, Connection connection) {

	String organisationId() {
		return this.row.organisationId();
	}

	String integrationId() {
		return this.row.integrationId();
	}

	String candidateId() {
		return this.row.subject().substring("candidate:".length());
	}

	AtsWriter writer() {
		return this.connector.writer(this.connection);
	}

	AtsReader reader() {
		return this.connector.reader(this.connection);
	}

	/** A writer that asks before each request. */
	AtsWriter writer(SendPermit permit) {
		return this.connector.writer(this.connection.with(permit));
	}

	Duration callTimeout() {
		return this.connector.descriptor().writes().callTimeout();
	}

	boolean can(Capability capability) {
		return this.connector.descriptor().capabilities().contains(capability);
	}

	/** After that time a write that is not seen did not happen, or happens late. */
	Duration doubtWait() {
		WriteBehaviour behaviour = this.connector.descriptor().writes();
		return behaviour.callTimeout().plus(behaviour.visibilityDelay());
	}

	WriteRules rules() {
		Set<String> tracked = new HashSet<>();
		for (TrackedJob job : this.integration.getTrackedJobs()) {
			tracked.add(job.getJobId());
		}
		return new WriteRules(this.integration.getWriteNotes(), this.integration.getWriteTags(),
				this.integration.getMoveStages(),
				this.integration.getStageMoves()
					.stream()
					.map((move) -> new WriteRules.StageMove(move.getJobId(), move.getStatus(), move.getStageId()))
					.toList(),
				tracked, this.connector.descriptor().capabilities(), this.connector.descriptor().writes());
	}

	@Override
	public String toString() {
		return "Account[" + integrationId() + "]";
	}

}
