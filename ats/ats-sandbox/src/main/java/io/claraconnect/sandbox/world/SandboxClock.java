package io.claraconnect.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox's time: a real clock that can be set forward over the control API. */
public final class SandboxClock implements InstantSource {

	private final InstantSource source;

	private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

	public SandboxClock(InstantSource source) {
		this.source = source;
	}

	@Override
	public Instant instant() {
		return this.source.instant().plus(currentOffset());
	}

	/** Sets the time forward. */
	public void advance(Duration by) {
		this.offset.accumulateAndGet(by, Duration::plus);
	}

	private Duration currentOffset() {
		Duration current = this.offset.get();
		return (current != null) ? current : Duration.ZERO;
	}

}
