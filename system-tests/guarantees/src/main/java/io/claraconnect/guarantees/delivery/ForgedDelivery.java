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
		return "Unverified bytes change nothing: refused (401, or 400 where the signature is inside of what is no JSON any more) and nowhere on Kafka, or a mere hint where nothing else is signed.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, 3);
		scene.crowd(size.of(3, 60), 6);
		scene.settle();
		Scene.Effects before = scene.effects();
		int copies = Math.max(1, size.of(1, size.events() / Math.max(1, scene.arrivals().size())));
		scene.arrivals().forEach((arrival) -> {
			for (int copy = 0; copy < copies; copy++) {
				house.courier().send(arrival, new Passage(Duration.ZERO, this.tampering));
			}
		});

		Balance balance = scene.balance();

		long refused = balance.of("forged and refused");
		long hints = balance.of("altered outside of what the vendor signs, taken as hints");
		long rejected = balance.of("rejected with 401") + balance.of("rejected with 400");
		Scene.require(refused >= copies * 3L && rejected == refused,
				refused + " forged deliveries, but rejected with 401 or 400: " + rejected);
		Scene.require(scene.effects().equals(before), "before the forgery " + before + ", after it " + scene.effects());
		return new Outcome().with("forged", refused + hints).with(balance);
	}

	@Override
	public List<Mutant> mutants() {
		return List.of((this.tampering == Tampering.MISSING)
				? Mutant.cut("saying no", Service.WEBHOOK_INGRESS, "io.claraconnect.ingress.receive.Answer#status",
						"200")
				: Mutant.cut("the comparison of signatures", Service.WEBHOOK_INGRESS,
						"io.claraconnect.ats.http.WebhookSignatures#same", "true"));
	}

}
