package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import io.claraconnect.sandbox.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GreenhouseTokensTest {

	private static final String PARTNER = "clara-connect-sandbox-partner-7";

	private static final String PARTNER_SECRET = "sandbox-partner-secret";

	private GreenhouseAccount greenhouse;

	@BeforeEach
	void open() throws IOException {
		this.greenhouse = new GreenhouseAccount();
	}

	@AfterEach
	void close() {
		this.greenhouse.close();
	}

	@Test
	void clientCredentialsGiveATokenForAnHourWithAnEndTimeAndNothingElse() {
		Answer answer = this.greenhouse.token("grant_type=client_credentials");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().propertyNames()).containsExactly("token_type", "access_token", "expires_at");
		assertThat(Instant.parse(answer.json().path("expires_at").asString()))
			.isEqualTo(this.greenhouse.time.instant().plus(Duration.ofHours(1)));
		assertThat(answer.header("X-Ratelimit-Limit")).isEqualTo("60");
	}

	@Test
	void errorsOfTheTokenEndpointAreThoseMeasured() {
		Answer nothing = this.greenhouse.client.call("POST", "/greenhouse/token", "grant_type=client_credentials");
		assertThat(nothing.status()).isEqualTo(401);
		assertThat(nothing.json().path("message").asString()).isEqualTo("Unauthorized");
		assertThat(nothing.json().path("errorId").asString()).startsWith("err-");
		Answer malformed = this.greenhouse.token("grant_type=client_credentials", "notaclient", "x");
		assertThat(malformed.status()).isEqualTo(400);
		assertThat(malformed.json().path("message").asString())
			.isEqualTo("client_id=notaclient does not contain a valid client ID suffix");
		Answer unknown = this.greenhouse.token("grant_type=client_credentials", "abc-1", "x");
		assertThat(unknown.status()).isEqualTo(401);
		assertThat(unknown.body()).isEqualTo("{\"error\":\"invalid_client\"}");
		assertThat(this.greenhouse.token("").json().path("message").asString())
			.isEqualTo("Must include `grant_type` parameter in /token request");
		assertThat(this.greenhouse.token("grant_type=not_a_grant").json().path("message").asString())
			.startsWith("grant_type=not_a_grant is invalid, please use one of: authorization_code, refresh_token");
	}

	@Test
	void anExpiredTokenIsRefused() {
		String token = this.greenhouse.accessToken();
		assertThat(this.greenhouse.get(token, "/v3/jobs").status()).isEqualTo(200);
		this.greenhouse.time.advance(Duration.ofMinutes(61));
		Answer refused = this.greenhouse.get(token, "/v3/jobs");
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.body()).isEqualTo("{\"message\":\"Unauthorized\",\"errors\":[\"Token could not be decoded. "
				+ "Please ensure your token is from a trusted source.\"]}");
	}

	@Test
	void refreshTokensAreUsedOnce() {
		String code = this.greenhouse.control("POST", "/actions/consent", "{}").path("code").asString();
		Answer first = this.greenhouse.token("grant_type=authorization_code&code=" + code, PARTNER, PARTNER_SECRET);
		String refresh = first.json().path("refresh_token").asString();
		assertThat(
				this.greenhouse.token("grant_type=authorization_code&code=" + code, PARTNER, PARTNER_SECRET).status())
			.isEqualTo(400);
		Answer second = this.greenhouse.token("grant_type=refresh_token&refresh_token=" + refresh, PARTNER,
				PARTNER_SECRET);
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.json().path("refresh_token").asString()).isNotEqualTo(refresh);
		Answer again = this.greenhouse.token("grant_type=refresh_token&refresh_token=" + refresh, PARTNER,
				PARTNER_SECRET);
		assertThat(again.status()).isEqualTo(400);
		assertThat(again.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
		assertThat(this.greenhouse.get(second.json().path("access_token").asString(), "/v3/webhooks").status())
			.isEqualTo(200);
	}

	@Test
	void aCodeLivesForAMinute() {
		String code = this.greenhouse.control("POST", "/actions/consent", "{}").path("code").asString();
		this.greenhouse.time.advance(Duration.ofSeconds(61));
		assertThat(
				this.greenhouse.token("grant_type=authorization_code&code=" + code, PARTNER, PARTNER_SECRET).status())
			.isEqualTo(400);
	}

	@Test
	void introspectionTellsScopesAndTheEnd() {
		String token = this.greenhouse.accessToken();
		String basic = TestClient.basic(this.greenhouse.connection("clientId"),
				this.greenhouse.connection("clientSecret"));
		Answer alive = this.greenhouse.client.call("POST", "/greenhouse/introspect", "token=" + token, "Authorization",
				basic);
		assertThat(alive.json().path("active").asBoolean()).isTrue();
		assertThat(alive.json().path("scope").asString()).contains("harvest:notes:create");
		Answer dead = this.greenhouse.client.call("POST", "/greenhouse/introspect", "token=x", "Authorization", basic);
		assertThat(dead.body()).isEqualTo("{\"active\":false}");
	}

	@Test
	void theConsentPageGoesBackWithCodeAndState() {
		String address = "/greenhouse/authorize?response_type=code&client_id=" + PARTNER
				+ "&redirect_uri=http://127.0.0.1:1/back&scope=harvest:jobs:list&state=s1&account="
				+ this.greenhouse.id();
		Answer answer = this.greenhouse.client.call("GET", address, "");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).matches("http://127.0.0.1:1/back\\?code=[0-9a-f]+&state=s1");
		assertThat(this.greenhouse.client.call("GET", address.replace("jobs:list", "nonsense"), "").status())
			.isEqualTo(400);
	}

}
