package io.claraconnect.guarantees;

import java.util.List;
import java.util.Optional;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;

/**
 * One promise, and how it is put to the test. Quick tests and the long run use the same
 * code at different sizes. A scenario works with tenants of its own, repairs what it
 * disturbs, and fails by an {@link AssertionError}.
 */
public interface Scenario {

	/**
	 * Names it as the catalogue of faults does.
	 * @return such as {@code B1}
	 */
	String id();

	/**
	 * Names it for people.
	 * @return a few words
	 */
	String name();

	/**
	 * Says what must hold.
	 * @return one sentence
	 */
	String promise();

	/**
	 * Puts it to the test.
	 * @param house where
	 * @param size how large
	 * @return what was measured
	 */
	Outcome run(House house, RunSize size);

	/**
	 * Tells whether it needs another house than the one that scenarios share.
	 * @return options of a house of its own, or empty
	 */
	default Optional<HouseOptions> ownHouse() {
		return Optional.empty();
	}

	/**
	 * Tells whether it runs with every build.
	 * @return false for what takes too long even when it is small
	 */
	default boolean isQuick() {
		return true;
	}

	/**
	 * Lists what makes the promise true: without it the scenario must fail.
	 * @return methods that are replaced, one at a time
	 */
	default List<Mutant> mutants() {
		return List.of();
	}

}
