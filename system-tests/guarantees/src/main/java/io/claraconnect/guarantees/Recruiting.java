package io.claraconnect.guarantees;

import java.util.List;
import java.util.random.RandomGenerator;

import io.claraconnect.instruments.tenants.Candidacy;

/** What recruiters do in the ATS. */
public final class Recruiting {

	/** How many things recruiters change in one go when they are busy. */
	public static final int AT_ONCE = 8;

	private Recruiting() {
	}

	/**
	 * A recruiter gives several tags, each of which the ATS announces by itself.
	 * @param candidacy whose
	 * @param tag what their names begin with
	 * @param tags how many
	 */
	public static void tag(Candidacy candidacy, String tag, int tags) {
		for (int i = 0; i < tags; i++) {
			candidacy.tag((i == 0) ? tag : tag + ", " + i);
		}
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
