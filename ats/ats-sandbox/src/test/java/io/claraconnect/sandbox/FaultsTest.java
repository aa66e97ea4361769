package io.claraconnect.sandbox;

import java.io.IOException;
import java.nio.file.Path;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class FaultsTest {

	private GreenhouseAccount greenhouse;

	private String token;

	private JsonNode applied;

	@BeforeEach
	void open() throws IOException {
		this.greenhouse = new GreenhouseAccount();
		this.token = this.greenhouse.accessToken();
		this.applied = this.greenhouse.apply("Ada Example");
	}

	@AfterEach
	void close() {
		this.greenhouse.close();
	}

	private void fault(String kind, String more) {
		this.greenhouse.client.control("POST", "/faults",
				"{\"vendor\":\"greenhouse\",\"account\":\"%s\",\"method\":\"POST\",\"pathRegex\":\"^/v3/notes$\",\"kind\":\"%s\"%s}"
					.formatted(this.greenhouse.id(), kind, more));
	}

	private Answer note() {
		return this.greenhouse.call("POST", this.token, "/v3/notes", this.greenhouse.note(this.applied, "score 81"));
	}

	private int notes() {
		return this.greenhouse.control("GET", "/candidates/" + this.applied.path("candidateId").asString(), "")
			.path("notes")
			.size();
	}

	private int writes() {
		return this.greenhouse.client
			.control("GET",
					"/writes?kind=note&applicationId=" + this.applied.path("applicationId").asString() + "&account="
							+ this.greenhouse.id(),
					"")
			.path("count")
			.asInt();
	}

	@Test
	void applyThenCutAppliesExactlyOnce() {
		fault("apply-then-cut", "");
		assertThat(note().status()).isZero();
		assertThat(notes()).isEqualTo(1);
		assertThat(writes()).isEqualTo(1);
		assertThat(note().status()).isEqualTo(201);
		assertThat(writes()).isEqualTo(2);
	}

	@Test
	void echoRepeatsWhatWasAskedAndDoesNothing() {
		fault("echo", ",\"status\":422,\"says\":\"Ada Example is unknown\"");
		Answer answer = note();
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).contains("Ada Example is unknown", this.token, "score 81");
		assertThat(notes()).isZero();
		fault("echo", ",\"status\":307");
		assertThat(note().header("Location")).contains("/greenhouse/echo?said=", this.token);
	}

	@Test
	void applyThenTimeoutAndApplyThenStatusApply() {
		fault("apply-then-timeout", ",\"delayMs\":50");
		assertThat(note().status()).isZero();
		fault("apply-then-status", ",\"status\":503");
		assertThat(note().status()).isEqualTo(503);
		assertThat(notes()).isEqualTo(2);
	}

	@Test
	void cutStatusAndHtmlApplyNothing() {
		fault("cut", "");
		assertThat(note().status()).isZero();
		fault("status", ",\"status\":429,\"retryAfter\":\"3\"");
		Answer limited = note();
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isEqualTo("3");
		fault("html", "");
		assertThat(note().body()).startsWith("<html>");
		assertThat(notes()).isZero();
	}

	@Test
	void answersCanBeSlowTruncatedOrDripping() {
		fault("truncate", "");
		assertThat(note().status()).isZero();
		fault("slow", ",\"delayMs\":30");
		assertThat(note().status()).isEqualTo(201);
		fault("hang-bytes", ",\"delayMs\":0");
		assertThat(note().json().path("body").asString()).isEqualTo("score 81");
		assertThat(notes()).isEqualTo(3);
	}

	@Test
	void faultsStrikeAsOftenAsOrderedAndOnlyWhatTheyName() {
		fault("status", ",\"status\":500,\"times\":2");
		assertThat(this.greenhouse.get(this.token, "/v3/notes").status()).isEqualTo(200);
		assertThat(note().status()).isEqualTo(500);
		assertThat(note().status()).isEqualTo(500);
		assertThat(note().status()).isEqualTo(201);
		assertThat(this.greenhouse.client.control("GET", "/faults", "").path(0).path("struck").asInt()).isEqualTo(2);
		this.greenhouse.client.control("DELETE", "/faults", "");
		assertThat(this.greenhouse.client.control("GET", "/faults", "")).isEmpty();
	}

	@Test
	void aSeedDecidesTheSameCallsAgain() {
		String first = hits();
		assertThat(first).contains("0").contains("1");
		assertThat(hits()).isEqualTo(first);
	}

	private String hits() {
		fault("status", ",\"times\":100,\"probability\":0.5,\"seed\":7");
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < 20; i++) {
			result.append((note().status() == 500) ? "1" : "0");
		}
		this.greenhouse.client.control("DELETE", "/faults", "");
		return result.toString();
	}

	@Test
	void callsAreLoggedWithTheirFaults() {
		long since = this.greenhouse.client.control("GET", "/requests", "").path("count").asLong();
		fault("cut", "");
		note();
		JsonNode log = this.greenhouse.client.control("GET",
				"/requests?vendor=greenhouse&account=" + this.greenhouse.id() + "&since=" + since, "");
		assertThat(log.path("count").asInt()).isEqualTo(1);
		JsonNode entry = log.path("requests").path(0);
		assertThat(entry.path("path").asString()).isEqualTo("/v3/notes");
		assertThat(entry.path("fault").asString()).isEqualTo("cut");
		assertThat(entry.path("status").asInt()).isZero();
	}

	@Test
	void accountsSurviveARestart(@TempDir Path directory) throws IOException {
		String id;
		String candidate;
		String form;
		try (GreenhouseAccount first = new GreenhouseAccount(directory)) {
			id = first.id();
			candidate = first.apply("Ada Example").path("candidateId").asString();
			form = TestClient.basic(first.connection("clientId"), first.connection("clientSecret"));
		}
		try (GreenhouseAccount second = new GreenhouseAccount(directory)) {
			JsonNode seen = second.client.control("GET", "/greenhouse/accounts/" + id + "/candidates/" + candidate, "");
			assertThat(seen.path("name").asString()).isEqualTo("Ada Example");
			assertThat(seen.path("applications").path(0).path("stage").asString()).isEqualTo("Application Review");
			assertThat(second.client
				.call("POST", "/greenhouse/token", "grant_type=client_credentials", "Authorization", form)
				.status()).isEqualTo(200);
			assertThat(Long.parseLong(second.apply("Bo Later").path("candidateId").asString()))
				.isGreaterThan(Long.parseLong(candidate));
		}
	}

}
