package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.topics.Entry;
import io.claraconnect.local.launcher.Service;
import tools.jackson.databind.node.ObjectNode;

/**
 * One vendor account answers 500 for as long as it is asked, one refuses every read, and
 * one is well.
 */
public final class FailingReads implements Scenario {

	private static final int TRIES = 5;

	private static final int FOR_EVER = 1_000_000;

	private static final String READS = "^/v1/opportunities/[^/]+$";

	private static final Duration LIMIT = Duration.ofSeconds(90);

	/** Tries of one run follow each other within a second. */
	private static final Duration SAME_RUN = Duration.ofMillis(1200);

	/** What is left of the first pause when chance has taken most of it. */
	private static final Duration FIRST_PAUSE = Duration.ofMillis(1500);

	@Override
	public String id() {
		return "A2r";
	}

	@Override
	public String name() {
		return "reads that fail for ever";
	}

	@Override
	public String promise() {
		return "What an ATS cannot answer is asked for with growing pauses; what it refuses five times is given up with its reason until the next delivery; nobody else waits.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, List.of("lever"), 3);
		Tenant failing = scene.fleet().tenants().get(0);
		Tenant refusing = scene.fleet().tenants().get(1);
		VendorSide vendor = new VendorSide(house);
		List<String> faults = List.of(vendor.fault(failing, answering(500)), vendor.fault(refusing, answering(400)));
		try {
			Candidacy waiting = failing.apply("Frida Failing", Fit.CLEAR);
			Candidacy refused = refusing.apply("Rita Refused", Fit.CLEAR);
			Candidacy well = scene.fleet().tenants().get(2).apply("Wanda Well", Fit.CLEAR);
			Duration written = Until.holds("who is at another tenant has a note", LIMIT, well::isWritten);
			Duration givenUp = Until.holds("a read that is refused is given up", LIMIT,
					() -> rows(house, refused, "state = 'DEAD' AND cause = 'http_400'") == 1);
			Scene.require(vendor.asked(refusing).stream().filter(VendorSide.Asked::struck).count() == TRIES,
					"not refused " + TRIES + " times: " + vendor.asked(refusing));
			Until.holds("it is said", LIMIT, () -> said(house, refused, "DEAD", "http_400", TRIES));
			List<Instant> runs = runs(vendor.asked(failing));
			for (int i = 1; i < runs.size(); i++) {
				Duration pause = Duration.between(runs.get(i - 1), runs.get(i));
				Scene.require(pause.compareTo(FIRST_PAUSE.multipliedBy(1L << (i - 1))) >= 0,
						"try " + (i + 1) + " came after " + pause + " already");
			}
			Scene.require(rows(house, waiting, "state = 'READY' AND cause = 'http_500'") == 1,
					"given up, or without cause");
			Until.holds("it is said", LIMIT, () -> said(house, waiting, "PARKED", "http_500", 2));
			faults.forEach(vendor::withdraw);
			refused.move(refusing.stages().get(1));
			scene.settle();
			Scene.require(waiting.isWritten() && refused.isWritten(), "not taken up again");
			return new Outcome().with("another tenant's note after", written)
				.with("given up after", givenUp)
				.with("tries of what waits", runs.size())
				.with(scene.balance());
		}
		finally {
			faults.forEach(vendor::withdraw);
		}
	}

	private static ObjectNode answering(int status) {
		return Api.object()
			.put("kind", "status")
			.put("status", status)
			.put("method", "GET")
			.put("pathRegex", READS)
			.put("times", FOR_EVER);
	}

	/** When each run began: a read is tried up to three times in one. */
	private static List<Instant> runs(List<VendorSide.Asked> asked) {
		List<Instant> struck = asked.stream().filter(VendorSide.Asked::struck).map(VendorSide.Asked::at).toList();
		return IntStream.range(0, struck.size())
			.filter((i) -> i == 0 || Duration.between(struck.get(i - 1), struck.get(i)).compareTo(SAME_RUN) > 0)
			.mapToObj(struck::get)
			.toList();
	}

	private static long rows(House house, Candidacy candidacy, String which) {
		return house.sql()
			.number("SELECT count(*) FROM sync.work WHERE integration_id = ? AND subject = ? AND " + which,
					candidacy.tenant().integrationId(), "application:" + candidacy.applicationId());
	}

	private static boolean said(House house, Candidacy candidacy, String step, String code, int attempts) {
		return house.topics()
			.read("platform.outcomes")
			.stream()
			.filter((outcome) -> outcome.text("subject").equals("application:" + candidacy.applicationId())
					&& outcome.text("integrationId").equals(candidacy.tenant().integrationId()))
			.anyMatch((outcome) -> is(outcome, step, code, attempts));
	}

	private static boolean is(Entry outcome, String step, String code, int attempts) {
		return outcome.text("step").equals(step) && outcome.text("code").equals(code)
				&& outcome.number("attempts") == attempts;
	}

	/** Five tries take half a minute. */
	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("a verdict on each failure", Service.SYNC_WORKER,
				"io.claraconnect.sync.request.Verdict#of", "call:io.claraconnect.kit.work.WorkResult#done"));
	}

}
