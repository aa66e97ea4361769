package io.claraconnect.instruments.courier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Decides how each delivery is passed on. */
@FunctionalInterface
public interface Policy {

	/**
	 * Decides for one delivery.
	 * @param arrival the delivery
	 * @param random what chance there is; of the courier's seed
	 * @return one entry per copy; none drops it
	 */
	List<Passage> passages(Arrival arrival, RandomGenerator random);

	/**
	 * Everything once, at once.
	 * @return the policy
	 */
	static Policy pass() {
		return (_, _) -> List.of(Passage.STRAIGHT);
	}

	/**
	 * Everything several times at once.
	 * @param times how often
	 * @return the policy
	 */
	static Policy duplicate(int times) {
		return (_, _) -> Collections.nCopies(times, Passage.STRAIGHT);
	}

	/**
	 * Some twice, some late, so that later ones overtake them.
	 * @param duplicated part that is sent twice, the second copy within the window
	 * @param disordered part that is kept within the window
	 * @param window longest delay
	 * @return the policy
	 */
	static Policy mixed(double duplicated, double disordered, Duration window) {
		return (_, random) -> {
			List<Passage> passages = new ArrayList<>();
			passages.add((random.nextDouble() < disordered) ? Passage.after(within(window, random)) : Passage.STRAIGHT);
			if (random.nextDouble() < duplicated) {
				passages.add(Passage.after(within(window, random)));
			}
			return passages;
		};
	}

	/**
	 * Everything after a delay by chance.
	 * @param window longest delay
	 * @return the policy
	 */
	static Policy reorder(Duration window) {
		return mixed(0, 1, window);
	}

	/**
	 * Loses some.
	 * @param probability part that is lost
	 * @return the policy
	 */
	static Policy drop(double probability) {
		return (_, random) -> (random.nextDouble() < probability) ? List.of() : List.of(Passage.STRAIGHT);
	}

	/**
	 * Everything tampered with, and never as it was.
	 * @param tampering how
	 * @return the policy
	 */
	static Policy tampered(Tampering tampering) {
		return (_, _) -> List.of(new Passage(Duration.ZERO, tampering));
	}

	private static Duration within(Duration window, RandomGenerator random) {
		return Duration.ofNanos((long) (window.toNanos() * random.nextDouble()));
	}

}
