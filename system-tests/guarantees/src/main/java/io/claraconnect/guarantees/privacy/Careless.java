package io.claraconnect.guarantees.privacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Tenant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A vendor that fails in every way and repeats in its errors what it was told: the words
 * of notes, names, keys and tokens.
 */
final class Careless {

	private static final Duration PATIENCE = Duration.ofSeconds(150);

	private static final String NO_RENEWAL = "^(?!.*token)";

	private final House house;

	private final Tenant tenant;

	private final Mark said;

	Careless(House house, Tenant tenant, Random random, String id) {
		this.house = house;
		this.tenant = tenant;
		this.said = new Mark(id + " words of the vendor", Persona.word(random) + " " + Persona.word(random));
	}

	/** What the vendor says whenever it fails. */
	Mark said() {
		return this.said;
	}

	/**
	 * Fails a few times in every way, while somebody applies. What would end the
	 * connection for good when it is said to a renewal of credentials is said to others
	 * only: people apply there afterwards.
	 */
	void mild() {
		List<ObjectNode> faults = new ArrayList<>();
		for (String method : List.of("GET", "POST", "PUT", "PATCH")) {
			boolean reads = method.equals("GET");
			faults.add(fault("echo", method).put("status", 500));
			faults.add(fault("echo", method).put("status", reads ? 401 : 409).put("pathRegex", NO_RENEWAL));
			faults.add(fault("echo", method).put("status", 429).put("retryAfter", "1"));
			faults.add(fault("echo", method).put("status", reads ? 307 : 500).put("pathRegex", NO_RENEWAL));
			faults.add(fault("truncate", method));
			faults.add(fault("cut", method));
			faults.add(fault("html", method).put("status", 502));
			faults.add(fault(reads ? "echo" : "apply-then-cut", method).put("status", 503));
		}
		faults.forEach((fault) -> this.house.control().post("/control/faults", fault));
	}

	/** Refuses everything from now on, and repeats all that was asked. */
	void dark(int status) {
		heal();
		this.house.control().post("/control/faults", fault("echo", "").put("status", status).put("times", 1_000_000));
	}

	/** Waits until every fault has struck, or the time is over. */
	void awaitStruck(int times) {
		Until.holds("the careless vendor failed " + times + " times", PATIENCE, () -> struck() >= times);
	}

	private int struck() {
		return this.house.control()
			.get("/control/faults")
			.valueStream()
			.filter((fault) -> fault.path("account").asString("").equals(this.tenant.accountId()))
			.mapToInt((fault) -> fault.path("struck").asInt(0))
			.sum();
	}

	/** Fails no more. */
	void heal() {
		this.house.control()
			.get("/control/faults")
			.valueStream()
			.filter((fault) -> fault.path("account").asString("").equals(this.tenant.accountId()))
			.forEach((fault) -> this.house.control().delete("/control/faults/" + fault.path("id").asString("")));
	}

	private ObjectNode fault(String kind, String method) {
		ObjectNode fault = Api.object()
			.put("kind", kind)
			.put("vendor", this.tenant.ats())
			.put("account", this.tenant.accountId())
			.put("says", this.said.text())
			.put("times", 1);
		return method.isEmpty() ? fault : fault.put("method", method);
	}

}
