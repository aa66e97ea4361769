package io.claraconnect.sandbox.teamtailor;

import java.util.Set;

/** The versions of the API that are spoken. */
final class Version {

	static final String CURRENT = "20240904";

	private static final Set<String> KNOWN = Set.of("20161108", "20180828", "20210218", "20240404", CURRENT);

	private Version() {
	}

	static boolean isKnown(String version) {
		return KNOWN.contains(version);
	}

}
