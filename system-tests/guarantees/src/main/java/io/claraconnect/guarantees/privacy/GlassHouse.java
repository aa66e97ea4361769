package io.claraconnect.guarantees.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;

/**
 * The house of {@link ToldInConfidence} without the mechanisms that keep confidence:
 * seals that can be looked through, traces with the words of others, and the loggers open
 * that are kept shut. The same search must find what was told in each place.
 */
public final class GlassHouse implements Scenario {

	private static final String WITH_WORDS = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p %logger : %m %kvp%n%ex";

	/** By what is missing then: marks, and places where they must be found. */
	private static final Map<String, Leak> LEAKS = leaks();

	@Override
	public String id() {
		return "P1g";
	}

	@Override
	public String name() {
		return "house of glass";
	}

	@Override
	public String promise() {
		return "Without seals, wordless traces and shut loggers, what was told is found on topics, in tables, files and logs.";
	}

	@Override
	public Optional<HouseOptions> ownHouse() {
		HouseOptions options = HouseOptions.standard()
			.debugLogging()
			.with("LOGGING_LEVEL_REACTOR_NETTY", "debug")
			.with("LOGGING_LEVEL_IO_R2DBC", "debug")
			.with("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK", "debug")
			.with("LOGGING_PATTERN_CONSOLE", WITH_WORDS);
		for (Service service : Service.values()) {
			options = options.jvm(service, GlassProvider.options());
		}
		return Optional.of(options);
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Told told = Told.tell(house, Tenants.VENDORS);
		Search search = told.searched(house).search();
		Map<String, Integer> found = new LinkedHashMap<>();
		LEAKS.forEach((without, leak) -> found.put(without, leak.in(search)));
		List<String> missed = new ArrayList<>();
		found.forEach((without, findings) -> {
			if (findings == 0) {
				missed.add(without);
			}
		});
		Scene.require(missed.isEmpty(), "nothing was found of " + missed);
		Outcome outcome = new Outcome();
		found.forEach(outcome::with);
		return outcome;
	}

	private static Map<String, Leak> leaks() {
		Map<String, Leak> leaks = new LinkedHashMap<>();
		leaks.put("bodies of webhooks, on their topic", Leak.of("topic ats.webhooks-\\d+:\\d+ value"));
		leaks.put("bodies of webhooks, in their field", Leak.of("topic ats.webhooks field body field ciphertext"));
		leaks.put("bodies of webhooks, in the broker's files", Leak.of("file data/kafka/.*ats.webhooks-"));
		leaks.put("secrets of webhooks, on their topic", Leak.of("topic platform.webhook-secrets"));
		leaks.put("secrets of webhooks, in their table", Leak.of("table clara config.webhook_secret.sealed"));
		leaks.put("credentials", Leak.of("table clara platform.credentials.sealed"));
		leaks.put("material", Leak.of("table clara dossier.material.sealed"));
		leaks.put("texts of jobs", Leak.of("table clara dossier.job_text.sealed"));
		leaks.put("material, in the database's files", Leak.of("file data/postgres/"));
		leaks.put("addresses of vendors, in a log", Leak.of("file logs/sync-worker.log"));
		leaks.put("what the API was told, in its log", new Leak(".*", "file logs/config-service.log"));
		return leaks;
	}

	/**
	 * What must be found.
	 *
	 * @param mark ids of marks, a regular expression
	 * @param place the beginning of a place, a regular expression
	 */
	private record Leak(String mark, String place) {

		static Leak of(String place) {
			return new Leak(".*", place);
		}

		int in(Search search) {
			return (int) search.findings()
				.stream()
				.filter((finding) -> finding.mark().id().matches(this.mark)
						&& finding.place().matches(this.place + ".*"))
				.count();
		}

	}

}
