package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class GreenhouseAccessTest {

	private GreenhouseAccount greenhouse;

	private String token;

	@BeforeEach
	void open() throws IOException {
		this.greenhouse = new GreenhouseAccount();
		this.token = this.greenhouse.accessToken();
	}

	@AfterEach
	void close() {
		this.greenhouse.close();
	}

	@Test
	void routingComesBeforeTheToken() {
		assertThat(this.greenhouse.client.call("GET", "/greenhouse/v3/nonsense", "").status()).isEqualTo(404);
		assertThat(this.greenhouse.client.call("GET", "/greenhouse/v3/candidates", "").status()).isEqualTo(401);
	}

	@Test
	void aScopeThatIsNotTickedIsForbiddenAtOnce() {
		JsonNode applied = this.greenhouse.apply("Ada Example");
		this.greenhouse.control("PATCH", "", "{\"options\":{\"withoutScopes\":\"harvest:notes:create\"}}");
		Answer answer = this.greenhouse.call("POST", this.token, "/v3/notes", this.greenhouse.note(applied, "x"));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(this.greenhouse.get(this.token, "/v3/notes").status()).isEqualTo(200);
	}

	@Test
	void listsNeedASiteAdmin() {
		String plain = this.greenhouse.account.path("users").path(2).path("id").asString();
		String other = this.greenhouse.token("grant_type=client_credentials&sub=" + plain)
			.json()
			.path("access_token")
			.asString();
		assertThat(this.greenhouse.get(other, "/v3/jobs").status()).isEqualTo(403);
	}

	@Test
	void accountsDoNotSeeEachOther() {
		JsonNode applied = this.greenhouse.apply("Ada Example");
		JsonNode second = this.greenhouse.client.control("POST", "/greenhouse/accounts", "{}");
		String other = this.greenhouse
			.token("grant_type=client_credentials", second.path("connection").path("clientId").asString(),
					second.path("connection").path("clientSecret").asString())
			.json()
			.path("access_token")
			.asString();
		assertThat(this.greenhouse.get(other, "/v3/applications").json()).isEmpty();
		assertThat(this.greenhouse.call("POST", other, "/v3/notes", this.greenhouse.note(applied, "x")).status())
			.isEqualTo(404);
	}

	@Test
	void theRateWindowIsAlignedToTheClockAndResetOverstates() {
		this.greenhouse.control("PATCH", "", "{\"rateLimit\":2}");
		Answer first = this.greenhouse.get(this.token, "/v3/jobs");
		assertThat(first.header("x-ratelimit-limit")).isEqualTo("2");
		assertThat(first.header("x-ratelimit-remaining")).isEqualTo("1");
		assertThat(first.header("x-ratelimit-reset"))
			.isEqualTo(Long.toString(this.greenhouse.time.instant().getEpochSecond() + 30));
		this.greenhouse.get(this.token, "/v3/jobs");
		Answer third = this.greenhouse.get(this.token, "/v3/jobs");
		assertThat(third.status()).isEqualTo(429);
		assertThat(third.header("Retry-After")).isEqualTo("25");
		this.greenhouse.time.advance(Duration.ofSeconds(25));
		assertThat(this.greenhouse.get(this.token, "/v3/jobs").status()).isEqualTo(200);
	}

	@Test
	void theOldApiIsGoneInTheChosenWay() {
		assertThat(this.greenhouse.client.call("GET", "/greenhouse/v1/candidates", "").status()).isEqualTo(404);
		this.greenhouse.control("POST", "/actions/legacy", "{\"mode\":\"alive\"}");
		Answer probe = this.greenhouse.client.call("GET", "/greenhouse/v1/candidates", "");
		assertThat(probe.status()).isEqualTo(401);
		assertThat(probe.body()).isEqualTo("{\"message\":\"Invalid Basic Auth credentials\"}");
	}

}
