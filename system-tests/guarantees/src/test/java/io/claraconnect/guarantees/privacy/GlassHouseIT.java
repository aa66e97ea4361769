package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The privacy scenario in a house without the mechanisms that it proves. */
@Tag("privacy")
@Timeout(900)
class GlassHouseIT {

	@Test
	@DisplayName("Without seals, and with the loggers open that are kept shut, what was told is found on topics, in tables, files and logs")
	void glass(@TempDir Path directory) throws IOException {
		HouseOptions options = HouseOptions.standard()
			.quickStart()
			.debugLogging()
			.with("LOGGING_LEVEL_REACTOR_NETTY", "debug")
			.with("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK", "debug");
		for (Service service : Service.values()) {
			options = options.jvm(service, GlassProvider.options(directory));
		}
		try (House house = House.start(options)) {
			Tenant tenant = house.tenants().connect("greenhouse");
			Planting planting = new Planting(house, tenant, new Random(house.seed()), "greenhouse");
			planting.advertisement();
			planting.live();
			Canaries canaries = new Canaries(house);
			canaries.ofHouse();
			canaries.of(tenant);
			List<Mark> marks = new ArrayList<>(planting.marks());
			marks.addAll(canaries.marks());
			Search search = new Confidence(house, new Search(marks, Places.PERMITTED)).searchAll().search();
			SoftAssertions all = new SoftAssertions();
			for (String place : List.of("topic ats.webhooks-\\d+:\\d+ value",
					"topic ats.webhooks field body field ciphertext", "topic platform.webhook-secrets",
					"file data/kafka/.*ats.webhooks-", "table clara dossier.material.sealed",
					"table clara dossier.job_text.sealed", "table clara platform.credentials.sealed",
					"table clara config.webhook_secret.sealed", "file data/postgres/", "file logs/sync-worker.log")) {
				all.assertThat(search.findings())
					.as(place)
					.anyMatch((finding) -> finding.place().matches(place + ".*"));
			}
			all.assertAll();
			Files.delete(directory.resolve("glass.security"));
		}
	}

}
