package io.claraconnect.ats.teamtailor;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.CheckReport.State;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.http.AtsHttp;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.RecordingBudget;
import io.claraconnect.ats.testkit.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.claraconnect.ats.teamtailor.TeamtailorVendor.get;
import static org.assertj.core.api.Assertions.assertThat;

class TeamtailorSetUpTest {

	private final TeamtailorVendor vendor = new TeamtailorVendor();

	private final ScriptedServer server = this.vendor.server;

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	@Tag("2.06")
	@DisplayName("2.06 The check names what the key lacks, and the account")
	void checksTheConnection() {
		this.server.on("GET /v1/company",
				Answer.ok("{\"data\":{\"id\":\"hK3v\",\"attributes\":{\"name\":\"Harbour Works\"}}}"));
		for (String list : List.of("jobs", "candidates", "job-applications", "stages", "users")) {
			this.server.on("GET /v1/" + list, Answer.ok("{\"data\":[]}"));
		}
		this.server.on("GET /v1/notes", Answer.json(403, ""));
		CheckReport report = get(this.vendor.connector.check(this.vendor.connection()));
		assertThat(report.accountId()).isEqualTo("hK3v");
		assertThat(report.accountName()).isEqualTo("Harbour Works");
		assertThat(report.usable()).isFalse();
		assertThat(report.items()).filteredOn((item) -> item.state() == State.FAILED)
			.extracting(CheckReport.Item::id)
			.containsExactly("notes");
	}

	@Test
	void checkBlamesTheKeyWhereThereIsNoOtherRegion() {
		this.server.on("GET /v1/company", Answer.empty(401));
		CheckReport report = get(this.vendor.connector.check(this.vendor.connection()));
		assertThat(report.usable()).isFalse();
		assertThat(report.items().get(0).advice()).contains("does not accept");
	}

	@Test
	@DisplayName("A key of another region is refused like a wrong one: the check finds where it belongs")
	void checkFindsTheRegionOfAKey() {
		this.server.on("GET /eu/v1/company", Answer.empty(401));
		this.server.on("GET /na/v1/company", Answer.ok("{\"data\":{\"id\":\"c\"}}"), Answer.empty(401));
		this.server.on("GET /au/v1/company", Answer.empty(401));
		TeamtailorCheck check = new TeamtailorCheck(this::regional, TeamtailorVendor.connection(Map.of()));
		assertThat(get(check.report()).items().get(0).advice()).contains("region NA");
		assertThat(get(check.report()).items().get(0).advice()).contains("No region");
	}

	private TeamtailorClient regional(Connection connection) {
		String base = this.server.url("/" + connection.setting("region").orElse("eu"));
		AtsHttp http = AtsHttp.create(new ConnectorContext(Clock.fixed(TeamtailorVendor.NOW, ZoneOffset.UTC),
				new RecordingBudget(), Set.of(this.server.origin()), Map.of()), List.of());
		return new TeamtailorClient(http, http, TeamtailorVendor.connection(Map.of("baseUrl", base)));
	}

	@Test
	void checkFailsForAnAddressThatIsNone() {
		CheckReport report = get(
				this.vendor.connector.check(TeamtailorVendor.connection(Map.of("baseUrl", "not an address"))));
		assertThat(report.items().get(0).advice()).contains("base_url_invalid");
	}

	@Test
	void answersTheConfigAndTheActivationPage() {
		assertThat(this.vendor.connector.vendorCalls().orElseThrow().answer("config").orElseThrow())
			.contains("\"moving_criteria\":[", "\"pre_qualified\"");
		assertThat(this.vendor.connector.vendorCalls().orElseThrow().answer("activation"))
			.contains("{\"config\":{\"fields\":[]}}");
		assertThat(this.vendor.connector.vendorCalls().orElseThrow().answer("other")).isEmpty();
	}

	@Test
	void addsTheVersionSegmentOnce() {
		Map<String, String> settings = new HashMap<>(Map.of("baseUrl", "https://gate.example.org/tt/v1/"));
		assertThat(TeamtailorHosts.api(TeamtailorVendor.connection(settings)))
			.hasToString("https://gate.example.org/tt/v1");
		settings.put("baseUrl", "https://gate.example.org/tt");
		assertThat(TeamtailorHosts.api(TeamtailorVendor.connection(settings)))
			.hasToString("https://gate.example.org/tt/v1");
		assertThat(TeamtailorHosts.api(TeamtailorVendor.connection(Map.of("region", "NA"))))
			.hasToString("https://api.na.teamtailor.com/v1");
		assertThat(TeamtailorHosts.api(TeamtailorVendor.connection(Map.of())))
			.hasToString("https://api.teamtailor.com/v1");
	}

}
