package io.claraconnect.sync.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a while which job an application of an untracked job belongs to, so that
 * its next deliveries cost no call. Holds ids only, in memory only.
 */
final class UntrackedApplications {

	private static final int MOST = 20_000;

	private static final Duration KEPT = Duration.ofMinutes(10);

	private final InstantSource clock;

	private final Map<String, Found> found = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
			return size() > MOST;
		}

	};

	UntrackedApplications(InstantSource clock) {
		this.clock = clock;
	}

	synchronized void remember(String integrationId, String applicationId, String jobId) {
		this.found.put(integrationId + "|" + applicationId, new Found(jobId, this.clock.instant().plus(KEPT)));
	}

	/** The job of an application that was found untracked a short time ago. */
	synchronized Optional<String> jobOf(String integrationId, String applicationId) {
		return Optional.ofNullable(this.found.get(integrationId + "|" + applicationId))
			.filter((entry) -> this.clock.instant().isBefore(entry.until()))
			.map(Found::jobId);
	}

	private record Found(String jobId, Instant until) {

	}

}
