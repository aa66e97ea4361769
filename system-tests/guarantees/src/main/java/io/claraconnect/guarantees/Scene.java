package io.claraconnect.guarantees;

import java.time.Duration;
import java.util.List;

import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.courier.Post;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fleet;
import io.claraconnect.instruments.tenants.Tenant;

/**
 * What most scenarios need: a house, tenants of their own, and the wait for the end.
 *
 * @param house where
 * @param fleet whose ledger must balance
 * @param size how large the run is
 */
public record Scene(House house, Fleet fleet, RunSize size) {

	/**
	 * Connects tenants for a scenario.
	 * @param house where
	 * @param size how large the run is
	 * @param vendors ids of ATS, taken in turn
	 * @param tenants how many
	 * @return the scene
	 */
	public static Scene of(House house, RunSize size, List<String> vendors, int tenants) {
		return new Scene(house, house.tenants().connect(vendors, tenants), size);
	}

	/**
	 * Waits until nothing is under way any more.
	 * @return how long it took
	 */
	public Duration settle() {
		Duration quiet = this.house.courier().awaitQuiet(this.size.patience());
		return quiet.plus(this.house.topics().awaitIdle(this.size.patience()));
	}

	/**
	 * Waits for the end and adds everything up.
	 * @return the figures of a ledger that balances
	 */
	public Balance balance() {
		settle();
		return this.house.ledger(this.fleet).balance();
	}

	/**
	 * Lists what the vendors sent to these tenants after their set-up.
	 * @return deliveries
	 */
	public List<Arrival> arrivals() {
		return this.house.courier().arrivals().stream().filter(this::counts).toList();
	}

	private boolean counts(Arrival arrival) {
		for (Tenant tenant : this.fleet.tenants()) {
			if (tenant.owns(arrival)) {
				return !tenant.isSetUp(arrival);
			}
		}
		return false;
	}

	/**
	 * Lists what was sent to the front door for these tenants.
	 * @return posts
	 */
	public List<Post> posts() {
		return this.house.courier().posts().stream().filter((post) -> counts(post.arrival())).toList();
	}

	/**
	 * Counts what the vendors saw being written.
	 * @return over all candidacies
	 */
	public Effects effects() {
		return new Effects(written("note"), written("note-update"), written("tag"), written("untag"));
	}

	private int written(String kind) {
		return this.fleet.candidacies().stream().mapToInt((candidacy) -> candidacy.writes(kind)).sum();
	}

	/**
	 * Fails unless something holds.
	 * @param holds what was found
	 * @param otherwise what is said when it does not
	 */
	public static void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new AssertionError(otherwise);
		}
	}

	/**
	 * People apply, and recruiters act on some: for load that leads somewhere.
	 * @param people how many apply
	 * @param atOnce how many at a time
	 * @return who applied
	 */
	public List<Candidacy> crowd(int people, int atOnce) {
		return this.fleet.apply(people, atOnce);
	}

	/**
	 * What the vendors saw being written.
	 *
	 * @param notes new notes
	 * @param edits changed notes
	 * @param tags tags given
	 * @param untags tags taken away
	 */
	public record Effects(int notes, int edits, int tags, int untags) {

	}

}
