package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Attempt;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Tenants;

/** {@code kill -9} of the broker while deliveries come in. */
public final class BrokerStopped implements Scenario {

	private static final Duration ANSWER = Duration.ofMillis(5500);

	private static final Duration SOON = Duration.ofSeconds(30);

	@Override
	public String id() {
		return "B1";
	}

	@Override
	public String name() {
		return "broker stopped";
	}

	@Override
	public String promise() {
		return "Without a broker the ingress answers 503 within 5 s; once it is back everything recovers and nothing is lost.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Outcome outcome = new Outcome();
		List<Duration> outages = size.isQuick() ? List.of(Duration.ofSeconds(7))
				: List.of(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofMinutes(2));
		for (Duration outage : outages) {
			outage(house, scene, outage, outcome);
		}
		return outcome.with(scene.balance());
	}

	private static void outage(House house, Scene scene, Duration outage, Outcome outcome) {
		RunSize size = scene.size();
		Duration lasts = outage.plusSeconds(4);
		try (Crowd crowd = Crowd.busy(scene, 12, deliveries(size, lasts), lasts)) {
			LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
			house.broker().kill();
			Instant from = Instant.now();
			LockSupport.parkNanos(outage.toNanos());
			Until.holds("a delivery was refused meanwhile", SOON, () -> !refused(scene, from).isEmpty());
			house.broker().start();
			long back = System.nanoTime();
			crowd.await(size.patience());
			scene.settle();
			List<Attempt> refused = refused(scene, from);
			refused.forEach((attempt) -> Scene.require(attempt.status() == 503 && attempt.took().compareTo(ANSWER) < 0,
					"without a broker a delivery was answered by " + attempt));
			outcome.with("refused in " + outage.toSeconds() + " s without broker", refused.size())
				.with("slowest refusal in " + outage.toSeconds() + " s",
						refused.stream().map(Attempt::took).max(Duration::compareTo).orElse(Duration.ZERO))
				.with("drained after " + outage.toSeconds() + " s", Duration.ofNanos(System.nanoTime() - back));
		}
		finally {
			house.broker().start();
		}
	}

	/**
	 * As many as come in that time at the pace of the machine, and no less than a third.
	 */
	private static int deliveries(RunSize size, Duration lasts) {
		return Math.max(size.events() / 3, (int) Math.min(size.events(), lasts.dividedBy(size.pace(1))));
	}

	/** What was not taken since then. */
	private static List<Attempt> refused(Scene scene, Instant from) {
		return scene.posts()
			.stream()
			.flatMap((post) -> post.attempts().stream())
			.filter((attempt) -> attempt.at().isAfter(from) && attempt.status() != 200)
			.toList();
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Waiting.FOR_KAFKA);
	}

}
