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
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;

/** The ATS answers reads with 429 and Retry-After now and then. */
public final class LimitedReads implements Scenario {

	private static final Duration TOLD = Duration.ofSeconds(3);

	/** Calls that were on their way when the 429 was answered are not too early. */
	private static final Duration UNDER_WAY = Duration.ofMillis(600);

	private static final double SHARE = 0.3;

	@Override
	public String id() {
		return "A1r";
	}

	@Override
	public String name() {
		return "429 on reads, then 200";
	}

	@Override
	public String promise() {
		return "After a 429 nobody calls that account before the time that the vendor told, and nothing is lost.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, List.of("lever", "teamtailor"), 2);
		VendorSide vendor = new VendorSide(house);
		List<String> faults = scene.fleet()
			.tenants()
			.stream()
			.map((tenant) -> vendor.fault(tenant,
					Api.object()
						.put("kind", "status")
						.put("status", 429)
						.put("retryAfter", String.valueOf(TOLD.toSeconds()))
						.put("method", "GET")
						.put("times", size.of(3, 12))
						.put("probability", SHARE)
						.put("seed", size.seed())))
			.toList();
		try {
			scene.crowd(size.of(8, 60), 4);
			scene.settle();
			int refused = scene.fleet()
				.tenants()
				.stream()
				.mapToInt((tenant) -> refusals(vendor.asked(tenant), tenant))
				.sum();
			Scene.require(refused >= 3, "only " + refused + " reads were answered 429");
			return new Outcome().with("reads answered 429", refused).with(scene.balance());
		}
		finally {
			faults.forEach(vendor::withdraw);
		}
	}

	private static int refusals(List<VendorSide.Asked> asked, Tenant tenant) {
		List<VendorSide.Asked> refusals = asked.stream().filter(VendorSide.Asked::struck).toList();
		refusals.forEach((refusal) -> asked.stream()
			.filter((one) -> one.at().isAfter(refusal.at().plus(UNDER_WAY))
					&& one.at().isBefore(refusal.at().plus(TOLD)) && !one.path().contains("token"))
			.findFirst()
			.ifPresent((early) -> Scene.require(false, tenant + " was called "
					+ Duration.between(early.at(), refusal.at().plus(TOLD)) + " earlier than told: " + early)));
		return refusals.size();
	}

	/** The same of writes and reads together is shown with every build. */
	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		String observed = "io.claraconnect.kit.ats.PostgresRateBudget#observed";
		return List.of(Mutant.cut("telling the budget", Service.SYNC_WORKER, observed, "empty-mono")
			.and(Service.WRITEBACK_SERVICE, observed, "empty-mono"));
	}

}
