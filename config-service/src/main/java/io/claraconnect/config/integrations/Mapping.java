package io.claraconnect.config.integrations;

import java.util.List;

/**
 * How stages and statuses go together.
 *
 * @param moves which stage a status leads to, used only where moving is on
 * @param statuses which status a stage stands for
 */
public record Mapping(List<StageLink> moves, List<StageLink> statuses) {

	public Mapping {
		moves = List.copyOf(moves);
		statuses = List.copyOf(statuses);
	}

	/**
	 * A status and a stage of one job.
	 *
	 * @param jobId the job
	 * @param status the status
	 * @param stageId the stage
	 */
	public record StageLink(String jobId, String status, String stageId) {

	}

}
