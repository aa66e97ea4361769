package io.claraconnect.sync.request;

import java.time.Duration;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.kit.work.Backoff;
import io.claraconnect.kit.work.WorkResult;

/** Decides what a failed call to an ATS means for the row that made it. Pure. */
public final class Verdict {

	private static final int PATIENCE = 5;

	private static final Duration FIRST = Duration.ofSeconds(2);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private static final Duration UNTOLD = Duration.ofSeconds(30);

	private Verdict() {
	}

	/**
	 * What to do.
	 * @param attempts runs so far, this one included
	 * @param spread a number from 0 to 1 that spreads waits
	 */
	public static WorkResult of(AtsException failure, int attempts, double spread) {
		String code = failure.code();
		return switch (failure.category()) {
			case RATE_LIMITED -> WorkResult.retry(failure.retryAfter().orElse(UNTOLD), code);
			case UNAVAILABLE, OUTCOME_UNKNOWN ->
				WorkResult.retry(failure.retryAfter().orElse(Backoff.wait(attempts, FIRST, LONGEST, spread)), code);
			case UNAUTHORIZED -> WorkResult.park("unauthorized");
			case FORBIDDEN, REFUSED, CONFLICT, MALFORMED, UNSUPPORTED, NOT_FOUND -> (attempts < PATIENCE)
					? WorkResult.retry(Backoff.wait(attempts, FIRST, LONGEST, spread), code) : WorkResult.dead(code);
		};
	}

}
