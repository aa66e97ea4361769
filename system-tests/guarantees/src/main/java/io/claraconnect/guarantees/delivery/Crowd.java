package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fleet;

/**
 * People who apply while something else happens, and now and then a recruiter who acts.
 */
final class Crowd implements AutoCloseable {

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

	private final CompletableFuture<Void> done;

	/**
	 * Lets people apply at an even pace, each on time.
	 * @param people how many
	 * @param every time between two of them
	 */
	Crowd(Scene scene, int people, Duration every) {
		Random random = new Random(scene.size().seed());
		Fleet fleet = scene.fleet();
		CompletableFuture<?>[] all = new CompletableFuture<?>[people];
		for (int i = 0; i < people; i++) {
			int index = i;
			boolean rejected = random.nextInt(5) == 0;
			CompletableFuture<Candidacy> applied = new CompletableFuture<>();
			all[i] = applied;
			this.clock.schedule(() -> Thread.ofVirtual().start(() -> {
				try {
					Candidacy candidacy = fleet.apply(index);
					if (rejected) {
						candidacy.reject();
					}
					applied.complete(candidacy);
				}
				catch (RuntimeException ex) {
					applied.completeExceptionally(ex);
				}
			}), every.multipliedBy(i).toNanos(), TimeUnit.NANOSECONDS);
		}
		this.done = CompletableFuture.allOf(all);
	}

	/** Waits until everybody has applied. */
	void await(Duration limit) {
		try {
			this.done.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
		}
		catch (CompletionException ex) {
			throw new IllegalStateException("Not everybody could apply", ex);
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
