package io.claraconnect.guarantees;

import java.util.List;
import java.util.random.RandomGenerator;

import io.claraconnect.instruments.tenants.Candidacy;

/** What recruiters do in the ATS. */
public final class Recruiting {

	private Recruiting() {
	}

	/**
	 * A recruiter does something next, from wherever the candidacy is.
	 * @param candidacy whose
	 * @param random chooses
	 */
	public static void act(Candidacy candidacy, RandomGenerator random) {
		var application = candidacy.view().path("applications").path(0);
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

}
