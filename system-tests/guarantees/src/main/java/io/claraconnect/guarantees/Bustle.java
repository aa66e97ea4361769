package io.claraconnect.guarantees;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.claraconnect.instruments.courier.Policy;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;

/**
 * People apply and recruiters act on one after the other, at an even pace and for as long
 * as something else goes on; one delivery in 20 comes twice and one in 10 out of order.
 * In a full run a recruiter decides every third time only, and wavers each time: about 40
 * deliveries come for each person.
 */
public final class Bustle implements AutoCloseable {

	private static final int DELIVERIES_EACH = 40;

	private static final Executor VIRTUAL = (work) -> Thread.ofVirtual().start(work);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final List<CompletableFuture<Candidacy>> people = new ArrayList<>();

	private final Random random;

	private final Scene scene;

	private final int decisive;

	private final int wavering;

	private final int most;

	private final int planned;

	private int turns;

	/**
	 * Begins.
	 * @param scene whose tenants
	 * @param time in which about as many deliveries come as the size of the run says
	 */
	public Bustle(Scene scene, Duration time) {
		this.scene = scene;
		this.random = new Random(scene.size().seed());
		this.decisive = scene.size().of(1, 3);
		this.wavering = scene.size().of(0, Recruiting.AT_ONCE);
		this.planned = Math.max(12, scene.size().events() / scene.size().of(1, Recruiting.AT_ONCE));
		this.most = scene.size().of(6, Math.max(6, scene.size().events() / DELIVERIES_EACH));
		scene.house()
			.courier()
			.policy((arrival, chance) -> (scene.fleet().owns(arrival) ? Policy.mixed(0.05, 0.10, Duration.ofSeconds(2))
					: Policy.pass())
				.passages(arrival, chance));
		this.clock.scheduleAtFixedRate(this::next, 0, time.dividedBy(this.planned).toNanos(), TimeUnit.NANOSECONDS);
	}

	private synchronized void next() {
		int turn = this.turns++;
		int known = this.people.size();
		if (known < this.most && turn % (this.planned / this.most) == 0) {
			this.people.add(CompletableFuture.supplyAsync(() -> this.scene.fleet().apply(known), VIRTUAL));
			return;
		}
		this.people.set(turn % known, this.people.get(turn % known).thenApplyAsync((candidacy) -> {
			if (turn % this.decisive == 0) {
				Recruiting.act(candidacy, this.random);
			}
			Recruiting.waver(candidacy, this.wavering);
			return candidacy;
		}, VIRTUAL));
	}

	private synchronized int turns() {
		return this.turns;
	}

	/**
	 * Waits until all that was planned happened, and lets nothing more happen.
	 * @return how many applied or acted
	 */
	public int end() {
		Duration limit = this.scene.size().patience();
		Until.holds(() -> turns() + " of " + this.planned + " people and recruiters came", limit,
				() -> turns() >= this.planned);
		this.clock.shutdownNow();
		try {
			everybody().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
		}
		catch (CompletionException ex) {
			throw new IllegalStateException("Not everybody could apply and act", ex);
		}
		this.scene.house().courier().awaitQuiet(limit);
		this.scene.house().courier().policy(Policy.pass());
		return turns();
	}

	private synchronized CompletableFuture<Void> everybody() {
		return CompletableFuture.allOf(this.people.toArray(CompletableFuture[]::new));
	}

	/** Lets nothing more happen, and deliveries pass as they come. */
	@Override
	public void close() {
		this.clock.shutdownNow();
		this.scene.house().courier().policy(Policy.pass());
	}

}
