package io.claraconnect.guarantees;

import java.util.List;
import java.util.random.RandomGenerator;

import io.claraconnect.instruments.tenants.Candidacy;
import tools.jackson.databind.JsonNode;

/** What recruiters do in the ATS. */
public final class Recruiting {

	/** How many things recruiters change in one go when they are busy. */
	public static final int AT_ONCE = 8;

	private Recruiting() {
	}

	/**
	 * A recruiter does something next, from wherever the candidacy is.
	 * @param candidacy whose
	 * @param random chooses
	 */
	public static void act(Candidacy candidacy, RandomGenerator random) {
		JsonNode application = application(candidacy);
		if (application.path("hired").booleanValue()) {
			candidacy.unhire();
		}
		else if (application.path("rejected").booleanValue()) {
			candidacy.unreject();
		}
		else {
			switch (random.nextInt(4)) {
				case 0 -> candidacy.reject();
				case 1 -> candidacy.hire();
				default -> {
					List<String> stages = candidacy.tenant().stages();
					candidacy.move(stages.get(random.nextInt(stages.size())));
				}
			}
		}
	}

	/**
	 * A recruiter changes something to and fro, each of which the ATS announces, and
	 * leaves it as it was.
	 * @param candidacy whose
	 * @param changes how many, an even number
	 */
	public static void waver(Candidacy candidacy, int changes) {
		JsonNode application = application(candidacy);
		String stage = application.path("stage").asString("");
		List<String> stages = candidacy.tenant().stages();
		String other = stages.stream().filter((one) -> !one.equals(stage)).findFirst().orElseThrow();
		for (int i = 0; i < changes; i += 2) {
			if (application.path("hired").booleanValue()) {
				candidacy.unhire();
				candidacy.hire();
			}
			else if (application.path("rejected").booleanValue()) {
				candidacy.unreject();
				candidacy.reject();
			}
			else {
				candidacy.move(other);
				candidacy.move(stage);
			}
		}
	}

	private static JsonNode application(Candidacy candidacy) {
		return candidacy.view().path("applications").path(0);
	}

}
