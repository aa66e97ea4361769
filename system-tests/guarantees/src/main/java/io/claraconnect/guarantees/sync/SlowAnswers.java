package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;

/** One vendor account answers one byte a second to everybody who applied there. */
public final class SlowAnswers implements Scenario {

	private static final int APPLICANTS = 24;

	private static final int FOR_EVER = 1_000_000;

	private static final String READS = "^/v1/opportunities/[^/]+$";

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Duration CUT = Duration.ofSeconds(10);

	private static final Duration NEXT_TRY = Duration.ofSeconds(3);

	@Override
	public String id() {
		return "A5";
	}

	@Override
	public String name() {
		return "answers of one byte a second";
	}

	@Override
	public String promise() {
		return "An answer that does not end is cut off after 10 s, and another tenant's latency stays within 2 x.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, List.of("lever"), 2);
		Tenant slow = scene.fleet().first();
		Tenant well = scene.fleet().tenants().getLast();
		VendorSide vendor = new VendorSide(house);
		int people = size.of(5, 40);
		Reading.of(house, well, 2, "Warm");
		scene.settle();
		Reading alone = Reading.of(house, well, people, "Alone");
		scene.settle();
		String fault = vendor.fault(slow,
				Api.object()
					.put("kind", "hang-bytes")
					.put("delayMs", 1000)
					.put("method", "GET")
					.put("pathRegex", READS)
					.put("times", FOR_EVER));
		Reading beside;
		Duration cut;
		try {
			for (int i = 0; i < APPLICANTS; i++) {
				slow.apply("Sina Slow" + i, Fit.CLEAR);
			}
			Until.holds("somebody is read slowly", LIMIT, () -> !struck(vendor, slow).isEmpty());
			beside = Reading.of(house, well, people, "Beside");
			beside.within(alone);
			Until.holds("a read is tried again", LIMIT, () -> !cuts(struck(vendor, slow)).isEmpty());
			cut = cuts(struck(vendor, slow)).getFirst();
			Scene.require(cut.compareTo(CUT) >= 0 && cut.compareTo(CUT.plus(NEXT_TRY)) <= 0,
					"the next try came " + cut + " after the one before");
		}
		finally {
			vendor.withdraw(fault);
		}
		Outcome outcome = beside.told(alone.told(new Outcome().with("next try after", cut), "alone"), "beside");
		return outcome.with(scene.balance());
	}

	private static List<VendorSide.Asked> struck(VendorSide vendor, Tenant tenant) {
		return vendor.asked(tenant).stream().filter(VendorSide.Asked::struck).toList();
	}

	/** How long after the first try of somebody the second one came. */
	private static List<Duration> cuts(List<VendorSide.Asked> asked) {
		return asked.stream()
			.map(VendorSide.Asked::path)
			.distinct()
			.map((path) -> asked.stream()
				.filter((one) -> one.path().equals(path))
				.map(VendorSide.Asked::at)
				.limit(2)
				.toList())
			.filter((tries) -> tries.size() == 2)
			.map((tries) -> Duration.between(tries.getFirst(), tries.getLast()))
			.toList();
	}

	/** It waits for answers to be cut off. */
	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("places of which one tenant takes only some", Service.SYNC_WORKER,
				"io.claraconnect.kit.work.WorkSettings#perConnection", "16"));
	}

}
