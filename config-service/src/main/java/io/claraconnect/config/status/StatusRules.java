package io.claraconnect.config.status;

import java.util.Map;

/**
 * What an admin set for the job of an application.
 *
 * @param tracked whether the job is tracked
 * @param threshold from this score on a candidate is pre-qualified, 0 to 100
 * @param backfillReleased whether write-back of applications from before tracking is
 * released
 * @param stageStatuses which status a stage of the ATS stands for, by stage id
 */
record StatusRules(boolean tracked, int threshold, boolean backfillReleased, Map<String, Status> stageStatuses) {

	StatusRules {
		stageStatuses = Map.copyOf(stageStatuses);
	}

}
