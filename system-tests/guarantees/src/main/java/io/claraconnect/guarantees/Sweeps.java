package io.claraconnect.guarantees;

import java.time.Duration;
import java.util.stream.Collectors;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Tenant;

/**
 * The looks at everything that an ATS has, which come by themselves every few minutes or
 * hours.
 */
public final class Sweeps {

	private final House house;

	private final String ours;

	private final Duration limit;

	private Sweeps(House house, String ours, Duration limit) {
		this.house = house;
		this.ours = ours;
		this.limit = limit;
	}

	/**
	 * The sweeps of a scene's tenants.
	 * @param scene the scene
	 * @return their sweeps
	 */
	public static Sweeps of(Scene scene) {
		String tenants = scene.fleet()
			.tenants()
			.stream()
			.map(Tenant::integrationId)
			.map((id) -> "'" + id + "'")
			.collect(Collectors.joining(", "));
		return new Sweeps(scene.house(), " AND integration_id IN (" + tenants + ")", scene.size().patience());
	}

	/**
	 * Lets some of them come now, and waits until they have been.
	 * @param which {@code sweep:applications}, {@code sweep:reconcile}, {@code sweep:%}
	 * for all
	 * @return how long they took
	 */
	public Duration now(String which) {
		String chosen = " WHERE subject LIKE '" + which + "'" + this.ours;
		this.house.sql().run("UPDATE sync.work SET not_before = now()" + chosen + " AND lease_id IS NULL");
		return Until.holds("sweeps have been", this.limit,
				() -> this.house.sql()
					.number("SELECT count(*) FROM sync.work" + chosen
							+ " AND (lease_id IS NOT NULL OR not_before <= now())") == 0);
	}

	/**
	 * Lets the time pass in which a vendor may still announce what a sweep found.
	 */
	public void announcementsAreOverdue() {
		this.house.sql().run("UPDATE sync.unannounced SET due_at = now() WHERE true" + this.ours);
	}

	/**
	 * Counts what sweeps found and what may still be announced.
	 * @return applications
	 */
	public long unannounced() {
		return this.house.sql().number("SELECT count(*) FROM sync.unannounced WHERE true" + this.ours);
	}

}
