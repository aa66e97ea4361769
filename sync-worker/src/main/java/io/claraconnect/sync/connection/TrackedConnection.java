package io.claraconnect.sync.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.TrackedJob;

/**
 * A connection as far as sync-worker needs it.
 *
 * @param organisationId the organisation
 * @param integrationId its id
 * @param ats id of the kind of ATS
 * @param usable whether the vendor may be called for it now
 * @param disconnected whether it is gone for good
 * @param state its state, for causes of waiting
 * @param settings settings that are not secret
 * @param credentialRevision revision of its credentials
 * @param trackedSince since when each tracked job is tracked, by job id
 */
public record TrackedConnection(String organisationId, String integrationId, String ats, boolean usable,
		boolean disconnected, String state, Map<String, String> settings, long credentialRevision,
		Map<String, Instant> trackedSince) {

	public TrackedConnection {
		settings = Map.copyOf(settings);
		trackedSince = Map.copyOf(trackedSince);
	}

	static TrackedConnection of(Integration event) {
		return new TrackedConnection(event.getOrganisationId(), event.getIntegrationId(), event.getAts(),
				event.getState() == IntegrationState.CONNECTED, event.getState() == IntegrationState.DISCONNECTED,
				event.getState().name(), event.getSettings(), event.getCredentialRevision(),
				event.getTrackedJobs()
					.stream()
					.collect(Collectors.toMap(TrackedJob::getJobId, TrackedJob::getTrackedSince,
							(first, second) -> second)));
	}

	/** Whether candidates of a job are screened. */
	public boolean tracks(String jobId) {
		return this.trackedSince.containsKey(jobId);
	}

	/** Since when a job is tracked. */
	public Optional<Instant> trackedSince(String jobId) {
		return Optional.ofNullable(this.trackedSince.get(jobId));
	}

}
