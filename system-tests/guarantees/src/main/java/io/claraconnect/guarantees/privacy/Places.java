package io.claraconnect.guarantees.privacy;

import java.util.List;

/** Places that may hold what was told, each with its reason. */
final class Places {

	static final List<Permitted> PERMITTED = List.of();

	private Places() {
	}

}
