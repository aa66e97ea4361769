package io.claraconnect.kit.kafka;

import java.util.List;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Asks every second for what is still missing until nothing is; until then the service is
 * not ready.
 */
abstract class StartUpCheck implements SmartLifecycle, HealthIndicator {

	private static final Logger LOG = LoggerFactory.getLogger(StartUpCheck.class);

	private static final long PAUSE_MILLIS = 1_000;

	private final String what;

	private final Object lock = new Object();

	private volatile List<String> missing = List.of("not looked yet");

	private volatile boolean running;

	StartUpCheck(String what) {
		this.what = what;
	}

	/**
	 * Looks for what is missing; may block and may throw.
	 */
	abstract List<String> look();

	/**
	 * Waits for nothing.
	 * @return whether everything was there once
	 */
	public boolean passed() {
		return this.missing.isEmpty();
	}

	@Override
	public Health health() {
		List<String> now = this.missing;
		return now.isEmpty() ? Health.up().build() : Health.outOfService().withDetail("missing", now).build();
	}

	@Override
	public void start() {
		this.running = true;
		Thread.ofVirtual().name("check-" + this.what).start(() -> {
			while (this.running && !passed()) {
				this.missing = found(this::look);
				pause();
			}
		});
	}

	private List<String> found(Supplier<List<String>> look) {
		try {
			List<String> now = look.get();
			if (!now.equals(this.missing)) {
				LOG.atInfo().addKeyValue("check", this.what).addKeyValue("missing", now).log("Start-up check");
			}
			return now;
		}
		catch (RuntimeException ex) {
			return List.of("no answer: " + ex.getClass().getSimpleName());
		}
	}

	private void pause() {
		synchronized (this.lock) {
			try {
				if (this.running && !passed()) {
					this.lock.wait(PAUSE_MILLIS);
				}
			}
			catch (InterruptedException ex) {
				this.running = false;
			}
		}
	}

	@Override
	public void stop() {
		synchronized (this.lock) {
			this.running = false;
			this.lock.notifyAll();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
