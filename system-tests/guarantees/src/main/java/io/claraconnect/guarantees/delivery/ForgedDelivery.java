package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Passage;
import io.claraconnect.instruments.courier.Tampering;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/** Somebody sends deliveries that the vendor did not sign. */
public final class ForgedDelivery implements Scenario {

	private final String id;

	private final Tampering tampering;

	/**
	 * A kind of forgery.
	 * @param id the scenario's id
	 * @param tampering what is done to genuine deliveries
	 */
	public ForgedDelivery(String id, Tampering tampering) {
		this.id = id;
		this.tampering = tampering;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String name() {
		return switch (this.tampering) {
			case BODY -> "tampered body";
			case SECRET -> "wrong secret";
			case MISSING -> "missing signature";
			case NONE -> "nothing";
		};
	}

	@Override
	public String promise() {
		return "Unverified bytes change nothing: they are refused with 401 and are nowhere on Kafka.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, 3);
		scene.crowd(size.of(3, 60), 6);
		scene.settle();
		int copies = Math.max(1, size.of(1, size.events() / Math.max(1, scene.arrivals().size())));
		scene.arrivals().forEach((arrival) -> {
			for (int copy = 0; copy < copies; copy++) {
				house.courier().send(arrival, new Passage(Duration.ZERO, this.tampering));
			}
		});

		Balance balance = scene.balance();

		long forged = balance.of("forged and refused");
		Scene.require(forged >= copies * 3L && balance.of("rejected with 401") == forged,
				forged + " forged deliveries, but rejected with 401: " + balance.of("rejected with 401"));
		return new Outcome().with("forged", forged).with(balance);
	}

	@Override
	public List<Mutant> mutants() {
		return (this.tampering == Tampering.MISSING) ? List.of() : List.of(Mutant.cut("the comparison of signatures",
				Service.WEBHOOK_INGRESS, "io.claraconnect.ats.http.WebhookSignatures#same", "true"));
	}

}
