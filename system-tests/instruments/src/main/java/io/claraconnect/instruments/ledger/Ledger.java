package io.claraconnect.instruments.ledger;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Fleet;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.topics.Entry;

/**
 * The account of what happened to some tenants, from the vendor's webhook to what the
 * vendor shows in the end. To be asked when nothing is under way any more.
 */
public final class Ledger {

	private final House house;

	private final Fleet fleet;

	private final Set<String> integrations;

	/**
	 * An account.
	 * @param house where it happened
	 * @param fleet whose account it is
	 */
	public Ledger(House house, Fleet fleet) {
		this.house = house;
		this.fleet = fleet;
		this.integrations = fleet.tenants().stream().map(Tenant::integrationId).collect(Collectors.toSet());
	}

	/**
	 * Adds everything up.
	 * @return the figures
	 * @throws VoidRun when something does not fit
	 */
	public Balance balance() {
		Findings findings = new Findings();
		List<Entry> deliveries = ours("ats.webhooks");
		new DeliveryAccount(this.fleet, this.house.courier().posts(), deliveries,
				new OpenedBodies(this.house.platformKeys()), findings)
			.balance();
		new WorkAccount(this.house.sql(), ours("platform.outcomes"), this.house.topics().deadLetters(), findings)
			.balance(deliveries);
		List<Entry> statuses = ours("screening.statuses");
		EffectAccount effects = new EffectAccount(statuses, ours("ats.writebacks"), findings);
		StateAccount states = new StateAccount(ours("ats.applications"), statuses, findings);
		for (Tenant tenant : this.fleet.tenants()) {
			effects.balance(tenant);
			states.balance(tenant);
		}
		if (!findings.differences().isEmpty()) {
			throw new VoidRun(findings.differences(), findings.balance());
		}
		return findings.balance();
	}

	/** A record without value belongs to the connection that its key names. */
	private List<Entry> ours(String topic) {
		return this.house.topics()
			.read(topic)
			.stream()
			.filter((entry) -> this.integrations
				.contains(entry.isTombstone() ? part(entry.key()) : entry.text("integrationId")))
			.toList();
	}

	private static String part(String key) {
		String[] parts = key.split(":");
		return (parts.length > 1) ? parts[1] : "";
	}

}
