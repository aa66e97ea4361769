package io.claraconnect.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
final class TestTime implements InstantSource {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:05Z"));

	@Override
	public Instant instant() {
		return this.now.get();
	}

	void advance(Duration by) {
		this.now.updateAndGet((time) -> time.plus(by));
	}

}
