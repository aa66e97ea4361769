package io.claraconnect.guarantees.sync;

import java.time.Instant;
import java.util.List;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Tenant;
import tools.jackson.databind.node.ObjectNode;

/** What can be ordered from the stand-in of the vendors, and what it saw. */
final class VendorSide {

	private final House house;

	VendorSide(House house) {
		this.house = house;
	}

	/** Orders a fault for one tenant's API. */
	String fault(Tenant tenant, ObjectNode fault) {
		return this.house.control()
			.post("/control/faults", fault.put("vendor", tenant.ats()).put("account", tenant.accountId()))
			.path("id")
			.stringValue();
	}

	void withdraw(String fault) {
		this.house.control().delete("/control/faults/" + fault);
	}

	/** What was asked by a tenant's connection, the first one first. */
	List<Asked> asked(Tenant tenant) {
		return this.house.control()
			.get("/control/requests?vendor=" + tenant.ats() + "&account=" + tenant.accountId())
			.path("requests")
			.valueStream()
			.map((request) -> new Asked(Instant.parse(request.path("at").stringValue()),
					request.path("path").stringValue(), request.path("status").intValue(),
					request.path("fault").asString("")))
			.sorted((one, other) -> one.at().compareTo(other.at()))
			.toList();
	}

	/**
	 * One request to a vendor.
	 *
	 * @param at when it came in
	 * @param path the vendor's path
	 * @param status what it was answered, 0 for nothing
	 * @param fault the fault that struck, or empty
	 */
	record Asked(Instant at, String path, int status, String fault) {

		boolean struck() {
			return !this.fault.isEmpty();
		}

	}

}
