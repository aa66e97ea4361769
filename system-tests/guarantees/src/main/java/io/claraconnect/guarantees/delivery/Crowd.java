package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.guarantees.Recruiting;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.tenants.Candidacy;

/**
 * People who apply while something else happens, and recruiters who act on them: on time,
 * whatever the vendors' front door is busy with. No vendor announces a tag; every other
 * act leads to a delivery.
 */
public final class Crowd implements AutoCloseable {

	/** How often recruiters come back to a person in a full run. */
	private static final int ACTS = 5;

	/** How many deliveries come of a person in a full run. */
	private static final int DELIVERIES_EACH = 40;

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

	private final CompletableFuture<Void> done;

	private final AtomicInteger acts = new AtomicInteger();

	private final int people;

	private final Duration lasts;

	private Crowd(Scene scene, int people, int acts, Duration lasts) {
		this.people = people;
		this.lasts = lasts;
		Random random = new Random(scene.size().seed());
		int changes = scene.size().of(0, Recruiting.AT_ONCE);
		CompletableFuture<?>[] all = new CompletableFuture<?>[people];
		for (int i = 0; i < people; i++) {
			int index = i;
			boolean rejected = random.nextInt(5) == 0;
			CompletableFuture<Candidacy> applied = new CompletableFuture<>();
			Duration at = lasts.multipliedBy(i).dividedBy(people);
			at(at, () -> applied.complete(scene.fleet().apply(index)), applied);
			List<CompletableFuture<?>> acted = new ArrayList<>(List.of(applied));
			for (int act = 0; act < acts; act++) {
				String tag = "Spoken to " + (act + 1);
				acted.add(act(applied, later(at, random), (candidacy) -> {
					candidacy.tag(tag);
					Recruiting.waver(candidacy, changes);
				}));
			}
			all[i] = act(
					CompletableFuture.allOf(acted.toArray(CompletableFuture[]::new)).thenApply((_) -> applied.join()),
					later(at, random), (candidacy) -> {
						if (rejected) {
							candidacy.reject();
						}
					});
		}
		this.done = CompletableFuture.allOf(all);
	}

	/**
	 * Lets people apply at an even pace; one in five is rejected.
	 * @param scene whose tenants they apply at
	 * @param people how many
	 * @param every time between two of them
	 * @return a crowd that has begun
	 */
	public static Crowd of(Scene scene, int people, Duration every) {
		return new Crowd(scene, people, 0, every.multipliedBy(people));
	}

	/**
	 * Lets people apply, and recruiters come back to each a few times and change several
	 * things then, until there are about as many deliveries as wanted; few people and one
	 * act each in a quick run.
	 * @param scene whose tenants they apply at
	 * @param quick how many people in a quick run
	 * @param deliveries about how many deliveries in a full run
	 * @param lasts how long it goes on
	 * @return a crowd that has begun
	 */
	public static Crowd busy(Scene scene, int quick, int deliveries, Duration lasts) {
		return scene.size().isQuick() ? new Crowd(scene, quick, 1, lasts)
				: new Crowd(scene, Math.max(1, deliveries / DELIVERIES_EACH), ACTS, lasts);
	}

	/**
	 * Tells how many apply.
	 * @return people
	 */
	public int people() {
		return this.people;
	}

	/**
	 * Tells how long they come.
	 * @return from the first to the last who applies
	 */
	public Duration lasts() {
		return this.lasts;
	}

	/**
	 * Waits until everybody has applied and been acted on.
	 * @param limit how long that may take
	 */
	public void await(Duration limit) {
		try {
			this.done.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
		}
		catch (CompletionException ex) {
			throw new IllegalStateException("Not everybody could apply", ex);
		}
	}

	/** Somewhere in the next quarter of all the time. */
	private Duration later(Duration at, Random random) {
		return at.plus(Duration.ofNanos((long) (this.lasts.toNanos() / 4.0 * random.nextDouble())));
	}

	private CompletableFuture<Void> act(CompletableFuture<Candidacy> applied, Duration at, Act act) {
		CompletableFuture<Void> acted = new CompletableFuture<>();
		at(at, () -> {
			act.on(applied.join());
			this.acts.incrementAndGet();
			acted.complete(null);
		}, acted);
		return acted;
	}

	private void at(Duration at, Runnable work, CompletableFuture<?> result) {
		this.clock.schedule(() -> Thread.ofVirtual().start(() -> {
			try {
				work.run();
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		}), at.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	private interface Act {

		void on(Candidacy candidacy);

	}

}
