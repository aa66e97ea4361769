package io.claraconnect.guarantees.writeback;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;

/**
 * The ATS answers 429 with Retry-After, in seconds at one tenant and as a date at
 * another.
 */
public final class Throttled implements Scenario {

	private static final Duration TOLD = Duration.ofSeconds(3);

	/** Requests that were on their way when the answer came. */
	private static final Duration UNDER_WAY = Duration.ofMillis(600);

	private static final double SHARE = 0.3;

	@Override
	public String id() {
		return "A1";
	}

	@Override
	public String name() {
		return "429 with Retry-After on 30 %";
	}

	@Override
	public String promise() {
		return "Nobody calls earlier than told, nobody exceeds the vendor's limit, and everybody has one note.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of("greenhouse"), 2);
		Tenant bySeconds = desk.scene().fleet().tenants().getFirst();
		Tenant byDate = desk.scene().fleet().tenants().getLast();
		Instant until = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
		int times = size.of(6, size.events() / 50);
		List<String> faults = new ArrayList<>();
		faults.add(refusing(desk, bySeconds, Long.toString(TOLD.toSeconds()), times));
		faults.add(
				refusing(desk, byDate, DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC)), 1));
		try {
			List<Candidacy> people = desk.scene().crowd(size.of(10, size.events() / 20), size.of(5, 16));
			desk.awaitWritten(people);
			int refused = refused(desk, bySeconds, TOLD, Instant.MAX)
					+ refused(desk, byDate, Duration.ofDays(1), until);
			Scene.require(refused >= 2, "only " + refused + " calls were refused");
			return desk.once(people, 0).with("calls refused by 429", refused);
		}
		finally {
			faults.forEach(desk::withdraw);
		}
	}

	private static String refusing(Desk desk, Tenant tenant, String retryAfter, int times) {
		return desk.fault(tenant,
				Api.object()
					.put("pathRegex", "^/v3/")
					.put("kind", "status")
					.put("status", 429)
					.put("retryAfter", retryAfter)
					.put("times", times)
					.put("probability", SHARE)
					.put("seed", desk.scene().size().seed()));
	}

	/** Counts refusals, and fails when somebody called before the time that was told. */
	private static int refused(Desk desk, Tenant tenant, Duration wait, Instant end) {
		List<Desk.Asked> asked = desk.asked(tenant).stream().filter((one) -> one.path().startsWith("/v3/")).toList();
		int refused = 0;
		for (Desk.Asked refusal : asked) {
			if (refusal.status() == 429) {
				Scene.require(!refusal.fault().isEmpty(), "the vendor's own limit was exceeded at " + refusal.at());
				refused++;
				Instant told = refusal.at().plus(wait);
				Instant earliest = told.isBefore(end) ? told : end;
				asked.stream()
					.filter((one) -> one.at().isAfter(refusal.at().plus(UNDER_WAY)) && one.at().isBefore(earliest))
					.findFirst()
					.ifPresent((early) -> Scene.require(false, early.method() + " " + early.path() + " came "
							+ Duration.between(early.at(), earliest) + " earlier than told"));
			}
		}
		return refused;
	}

	@Override
	public List<Mutant> mutants() {
		String observed = "io.claraconnect.kit.ats.PostgresRateBudget#observed";
		return List.of(Mutant.cut("telling the budget", Service.WRITEBACK_SERVICE, observed, "empty-mono")
			.and(Service.SYNC_WORKER, observed, "empty-mono"));
	}

}
