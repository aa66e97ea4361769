package io.claraconnect.systemtests.ats;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time of the sandbox and of the connectors: runs, and can be put forward. */
final class MovingClock extends Clock {

	private final Clock system = Clock.systemUTC();

	private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

	void advance(Duration by) {
		this.ahead.updateAndGet((before) -> before.plus(by));
	}

	@Override
	public Instant instant() {
		return this.system.instant().plus(this.ahead.get());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
