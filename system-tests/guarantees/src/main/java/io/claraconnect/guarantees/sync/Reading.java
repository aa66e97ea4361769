package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;

/**
 * How long it takes from the moment in which somebody applies until the snapshot is
 * committed, one person after the other.
 *
 * @param sorted the times, the shortest first
 */
record Reading(List<Duration> sorted) {

	/** Faster than this says nothing about who was held up by whom. */
	private static final Duration FLOOR = Duration.ofMillis(800);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	static Reading of(House house, Tenant tenant, int people, String name) {
		List<Duration> took = new ArrayList<>();
		for (int i = 0; i < people; i++) {
			long begin = System.nanoTime();
			Candidacy candidacy = tenant.apply(name + " Applicant" + i, Fit.CLEAR);
			Until.holds("the application is read", LIMIT, () -> isKnown(house, candidacy));
			took.add(Duration.ofNanos(System.nanoTime() - begin));
		}
		return new Reading(took.stream().sorted().toList());
	}

	static boolean isKnown(House house, Candidacy candidacy) {
		return house.sql()
			.number("SELECT count(*) FROM sync.application WHERE integration_id = ? AND application_id = ?"
					+ " AND revision > 0", candidacy.tenant().integrationId(), candidacy.applicationId()) == 1;
	}

	Duration median() {
		return this.sorted.get(this.sorted.size() / 2);
	}

	/** The time that 95 of 100 need at most; of few people the longest. */
	Duration slow() {
		return this.sorted.get((int) Math.ceil(this.sorted.size() * 0.95) - 1);
	}

	/** Fails when it took more than twice as long as before. */
	void within(Reading alone) {
		check("the median", alone.median(), median());
		check("the 95th of 100", alone.slow(), slow());
	}

	private static void check(String what, Duration alone, Duration beside) {
		Duration allowed = ((alone.compareTo(FLOOR) > 0) ? alone : FLOOR).multipliedBy(2);
		Scene.require(beside.compareTo(allowed) <= 0,
				what + " took " + alone + " alone and " + beside + " beside others");
	}

	Outcome told(Outcome outcome, String name) {
		return outcome.with("median " + name, median()).with("95 % " + name, slow());
	}

}
