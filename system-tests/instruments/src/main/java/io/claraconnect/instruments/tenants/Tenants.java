package io.claraconnect.instruments.tenants;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.instruments.house.House;

/** Connects customers of the vendors through the public API, as their admins would. */
public final class Tenants {

	/** Every vendor of the sandbox. */
	public static final List<String> VENDORS = List.of("greenhouse", "lever", "teamtailor");

	private static final int AT_ONCE = 6;

	private static final int PER_ORGANISATION = 4;

	private final House house;

	private final AtomicInteger count = new AtomicInteger();

	/**
	 * Customers of a house.
	 * @param house the house
	 */
	public Tenants(House house) {
		this.house = house;
	}

	/**
	 * Connects fresh accounts, over all vendors in turn and several organisations.
	 * @param number how many
	 * @return tenants that track one job each and whose webhooks work
	 */
	public Fleet connect(int number) {
		return connect(VENDORS, number);
	}

	/**
	 * Connects fresh accounts.
	 * @param vendors ids of ATS, taken in turn
	 * @param number how many
	 * @return tenants that track one job each and whose webhooks work
	 */
	public Fleet connect(List<String> vendors, int number) {
		List<Callable<Tenant>> work = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			String vendor = vendors.get(i % vendors.size());
			work.add(() -> connect(vendor));
		}
		return new Fleet(Fleet.each(work, AT_ONCE));
	}

	/**
	 * Connects one fresh account.
	 * @param vendor id of an ATS
	 * @return a tenant that tracks one job and whose webhooks work
	 */
	public Tenant connect(String vendor) {
		String organisation = "org-" + (1 + this.count.getAndIncrement() / PER_ORGANISATION);
		return new Connecting(this.house, Customer.of(vendor), organisation).connect();
	}

}
