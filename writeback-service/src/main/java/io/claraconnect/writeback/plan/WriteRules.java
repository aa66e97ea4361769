package io.claraconnect.writeback.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.WriteBehaviour;

/**
 * What may be written for a connection, and how its ATS behaves.
 *
 * @param notes whether scores are written as notes
 * @param tags whether the band is written as a tag
 * @param moves whether a status may move an application
 * @param stageMoves which stage a status leads to
 * @param trackedJobs the jobs that are screened
 * @param capabilities what the connector can do
 * @param behaviour how writes behave there
 */
public record WriteRules(boolean notes, boolean tags, boolean moves, List<StageMove> stageMoves,
		Set<String> trackedJobs, Set<Capability> capabilities, WriteBehaviour behaviour) {

	public WriteRules {
		stageMoves = List.copyOf(stageMoves);
		trackedJobs = Set.copyOf(trackedJobs);
		capabilities = Set.copyOf(capabilities);
	}

	/** Whether an application is written for at all now. */
	public boolean covers(DecidedStatus status) {
		return !status.held() && tracks(status);
	}

	/** Whether the application's job is screened. */
	public boolean tracks(DecidedStatus status) {
		return this.trackedJobs.contains(status.jobId());
	}

	boolean can(Capability capability) {
		return this.capabilities.contains(capability);
	}

	Optional<String> stageFor(DecidedStatus status) {
		return this.stageMoves.stream()
			.filter((move) -> move.jobId().equals(status.jobId()) && move.status().equals(status.status()))
			.map(StageMove::stageId)
			.findFirst();
	}

	/**
	 * Which stage a status leads to on one job.
	 *
	 * @param jobId the job
	 * @param status the status
	 * @param stageId the stage of that job
	 */
	public record StageMove(String jobId, String status, String stageId) {

	}

}
