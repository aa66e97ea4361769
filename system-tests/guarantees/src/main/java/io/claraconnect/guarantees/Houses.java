package io.claraconnect.guarantees;

import java.util.Optional;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import org.jspecify.annotations.Nullable;

/**
 * The house in which a scenario runs: one for all that need nothing special. One at a
 * time, for two need more memory than most machines have.
 */
final class Houses implements AutoCloseable {

	private final long seed;

	private @Nullable House common;

	private @Nullable House own;

	/**
	 * Houses of a run.
	 * @param seed where everything random comes from
	 */
	Houses(long seed) {
		this.seed = seed;
	}

	House of(Scenario scenario) {
		Optional<HouseOptions> options = scenario.ownHouse();
		leaveOwn();
		if (options.isPresent()) {
			close();
			House house = start(options.get());
			this.own = house;
			return house;
		}
		House house = this.common;
		if (house == null) {
			house = start(HouseOptions.standard().failpoints());
			this.common = house;
		}
		return house;
	}

	/** Most services live too short to be worth the second compiler's work. */
	private House start(HouseOptions options) {
		return House.start(options.quickStart().seed(this.seed));
	}

	/** After a failure nobody knows in which state the house is. */
	void abandon() {
		close();
	}

	private void leaveOwn() {
		House house = this.own;
		if (house != null) {
			house.close();
			this.own = null;
		}
	}

	@Override
	public void close() {
		leaveOwn();
		House house = this.common;
		if (house != null) {
			house.close();
			this.common = null;
		}
	}

}
