package io.claraconnect.sandbox;

import java.util.List;

import io.claraconnect.sandbox.greenhouse.Greenhouse;
import io.claraconnect.sandbox.lever.Lever;
import io.claraconnect.sandbox.teamtailor.Teamtailor;
import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.vendor.Workbench;

/** The one list of the vendors that the sandbox stands in for. */
final class Vendors {

	private Vendors() {
	}

	static List<Vendor> all(Workbench bench) {
		return List.of(new Greenhouse(bench), new Lever(bench), new Teamtailor(bench));
	}

}
