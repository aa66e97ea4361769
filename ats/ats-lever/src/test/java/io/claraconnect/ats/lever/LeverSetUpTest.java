package io.claraconnect.ats.lever;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.CheckReport.State;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.claraconnect.ats.lever.LeverVendor.assertCategory;
import static io.claraconnect.ats.lever.LeverVendor.get;
import static org.assertj.core.api.Assertions.assertThat;

class LeverSetUpTest {

	private static final String OPPORTUNITY = "GET /lever/v1/opportunities/opp-7f1e";

	private static final String RESUMES = OPPORTUNITY + "/resumes";

	private final LeverVendor vendor = new LeverVendor();

	private final ScriptedServer server = this.vendor.server;

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	@Tag("4.20")
	@DisplayName("4.20 Webhooks are made once per event, older ones of the connection removed first")
	void registersWebhooks() {
		this.server.on("GET /lever/v1/webhooks", Answer.ok("""
				{"data":[{"id":"w1","event":"candidateHired","url":"https://clara.example.org/w/int/candidate-hired"},
				{"id":"w2","event":"candidateHired","url":"https://clara.example.org/w/int/candidate-hired-2"},
				{"id":"w3","event":"candidateHired","url":"https://others.example.org/"}]}"""));
		this.server.on("DELETE /lever/v1/webhooks/w1", Answer.empty(204));
		this.server.on("POST /lever/v1/webhooks", webhook("w7", "\"signatureToken\":\"token-7\""),
				webhook("w8", "\"signatureToken\":\"token-8\""));
		Map<String, Secret> secrets = get(this.vendor.connector.webhookAdmin()
			.orElseThrow()
			.register(this.vendor.connection(),
					Map.of("application-created", URI.create("https://clara.example.org/w/int/application-created"),
							"candidate-hired", URI.create("https://clara.example.org/w/int/candidate-hired"))));
		assertThat(secrets).containsEntry("application-created", Secret.of("token-7"))
			.containsEntry("candidate-hired", Secret.of("token-8"));
		assertThat(this.server.requests()).extracting(ScriptedServer.Request::route)
			.containsExactly("GET /lever/v1/webhooks", "DELETE /lever/v1/webhooks/w1", "POST /lever/v1/webhooks",
					"POST /lever/v1/webhooks");
		assertThat(this.server.last("POST /lever/v1/webhooks").body()).contains("\"event\":\"candidateHired\"");
	}

	@Test
	void removesAWebhookThatWouldBeUnsigned() {
		this.server.on("GET /lever/v1/webhooks", Answer.ok("{\"data\":[]}"));
		this.server.on("POST /lever/v1/webhooks", webhook("w7", "\"conditions\":{}"));
		this.server.on("DELETE /lever/v1/webhooks/w7", Answer.empty(204));
		assertCategory(this.vendor.connector.webhookAdmin()
			.orElseThrow()
			.register(this.vendor.connection(), Map.of("candidate-hired", URI.create("https://clara.example.org/w"))),
				Category.REFUSED);
		assertThat(this.server.requests("DELETE /lever/v1/webhooks/w7")).hasSize(1);
	}

	@Test
	void unregistersWhatDeliversBelowAnAddress() {
		this.server.on("GET /lever/v1/webhooks", Answer.ok("""
				{"data":[{"id":"w1","url":"https://clara.example.org/w/int/a"},
				{"id":"w2","url":"https://clara.example.org/w/int2/a"}]}"""));
		this.server.on("DELETE /lever/v1/webhooks/w1", Answer.json(404, "{}"));
		this.vendor.connector.webhookAdmin()
			.orElseThrow()
			.unregister(this.vendor.connection(), List.of(URI.create("https://clara.example.org/w/int/")))
			.block(Duration.ofSeconds(20));
		assertThat(this.server.requests("DELETE /lever/v1/webhooks/w1")).hasSize(1);
		assertThat(this.server.requests("DELETE /lever/v1/webhooks/w2")).isEmpty();
	}

	@Test
	@DisplayName("The check names the one scope that was not granted")
	void checksTheConnection() {
		for (String list : List.of("stages", "opportunities", "postings", "archive_reasons", "users", "webhooks")) {
			this.server.on("GET /lever/v1/" + list, Answer.ok("{\"data\":[{\"id\":\"opp-7f1e\"}]}"));
		}
		this.server.on(RESUMES, Answer.ok("{\"data\":[]}"));
		this.server.on(OPPORTUNITY + "/notes", Answer.ok("{\"data\":[]}"));
		CheckReport keyed = get(this.vendor.connector.check(this.vendor.connection()));
		assertThat(keyed.usable()).isTrue();
		assertThat(keyed.items()).filteredOn((item) -> item.state() == State.UNPROVEN)
			.extracting(CheckReport.Item::id)
			.contains("opportunities:write:admin", "notes:write:admin");
		String granted = LeverDescriptor.scopes(false).replace("notes:write:admin", "");
		CheckReport scoped = get(this.vendor.connector.check(
				this.vendor.connection(Map.of(), Map.of("accessToken", Secret.of("t"), "scope", Secret.of(granted)))));
		assertThat(scoped.items()).filteredOn((item) -> item.state() != State.OK)
			.extracting(CheckReport.Item::id)
			.containsExactly("notes:write:admin");
	}

	@Test
	@DisplayName("4.54 After Revoke access the check says to connect again")
	void checkNoticesTheRevocation() {
		this.server.on("GET /lever/v1/stages", Answer.json(401, "{}"));
		CheckReport report = get(this.vendor.connector.check(this.vendor.connection()));
		assertThat(report.usable()).isFalse();
		assertThat(report.items().get(0).advice()).contains("Connect again");
	}

	@Test
	void checkFailsForAnAddressThatIsNone() {
		CheckReport report = get(this.vendor.connector
			.check(this.vendor.connection(Map.of("baseUrl", "not an address"), Map.of("apiKey", Secret.of("k")))));
		assertThat(report.items().get(0).advice()).contains("base_url_invalid");
	}

	private static Answer webhook(String id, String configuration) {
		return Answer.json(201, "{\"data\":{\"id\":\"" + id + "\",\"configuration\":{" + configuration + "}}}");
	}

}
