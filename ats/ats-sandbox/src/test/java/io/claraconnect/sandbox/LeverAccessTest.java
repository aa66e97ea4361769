package io.claraconnect.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

import io.claraconnect.sandbox.TestClient.Answer;
import io.claraconnect.sandbox.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class LeverAccessTest {

	private static final String SCOPE = "offline_access postings:read:admin notes:write:admin";

	private static final String AUDIENCE = "https://api.lever.co/v1/";

	private LeverAccount lever;

	@BeforeEach
	void open() throws IOException {
		this.lever = new LeverAccount();
	}

	@AfterEach
	void close() {
		this.lever.close();
	}

	private Answer postings(Answer token) {
		return this.lever.as("Bearer " + token.json().path("access_token").asString(), "GET", "/v1/postings", "");
	}

	private Answer refresh(Answer token) {
		return this.lever
			.token("grant_type=refresh_token&refresh_token=" + token.json().path("refresh_token").asString());
	}

	@Test
	void consentLeadsToTokensThatSayWhoseAccountItIs() {
		assertThat(this.lever.authorize(SCOPE, AUDIENCE).header("Location"))
			.startsWith(LeverAccount.REDIRECT + "?code=")
			.endsWith("&state=s1");
		Answer token = this.lever.exchange(SCOPE, AUDIENCE);
		JsonNode body = token.json();
		assertThat(body.path("expires_in").asInt()).isEqualTo(3600);
		assertThat(body.path("scope").asString()).isEqualTo(SCOPE);
		String payload = body.path("access_token").asString().split("\\.", -1)[1];
		JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(payload));
		assertThat(claims.path("https://oauth.lever.co/accountId").asString())
			.isEqualTo(this.lever.connection("accountId"));
		assertThat(claims.path("https://oauth.lever.co/clientId").asString())
			.isEqualTo(this.lever.connection("clientId"));
		assertThat(postings(token).status()).isEqualTo(200);
	}

	@Test
	void aRefreshTokenWorksOnce() {
		Answer first = this.lever.exchange(SCOPE, AUDIENCE);
		this.lever.time.advance(Duration.ofSeconds(3601));
		assertThat(postings(first).status()).isEqualTo(401);
		Answer second = refresh(first);
		assertThat(postings(second).status()).isEqualTo(200);
		assertThat(refresh(first).status()).isEqualTo(403);
		assertThat(refresh(first).json().path("error").asString()).isEqualTo("invalid_grant");
		assertThat(refresh(second).status()).isEqualTo(200);
	}

	@Test
	void aCodeWorksOnceAndOnlyWithItsAddress() {
		String location = this.lever.authorize(SCOPE, AUDIENCE).header("Location");
		String code = location.replaceAll("^.*[?&]code=([^&]*).*$", "$1");
		String form = "grant_type=authorization_code&code=" + code + "&redirect_uri=";
		assertThat(this.lever.token(form + "https%3A%2F%2Fother.example").json().path("error").asString())
			.isEqualTo("invalid_grant");
		assertThat(this.lever.token(form + LeverAccount.encode(LeverAccount.REDIRECT)).status()).isEqualTo(403);
	}

	@Test
	void withoutAnAudienceTheTokenOpensNothing() {
		Answer token = this.lever.exchange(SCOPE, "");
		assertThat(token.json().path("scope").asString()).isEqualTo("offline_access");
		assertThat(postings(token).status()).isEqualTo(403);
		assertThat(this.lever.authorize(SCOPE, "https://api.lever.co/v1").header("Location"))
			.contains("error=access_denied");
	}

	@Test
	void aPersonCanRefuse() {
		this.lever.option("consent", "deny");
		assertThat(this.lever.authorize(SCOPE, AUDIENCE).header("Location")).contains("error=access_denied")
			.doesNotContain("code=");
	}

	@Test
	void aRevokedAppHasNeitherAccessNorRefresh() {
		Answer token = this.lever.exchange(SCOPE, AUDIENCE);
		this.lever.control("POST", "/actions/revoke", "{}");
		assertThat(postings(token).status()).isEqualTo(401);
		assertThat(refresh(token).json().path("error").asString()).isEqualTo("invalid_grant");
	}

	@Test
	void theSharedAppAsksWhichAccountItIs() {
		String query = "/lever/authorize?response_type=code&redirect_uri=https%3A%2F%2Fx.example&client_id="
				+ this.lever.connection("partnerClientId") + "&audience=" + LeverAccount.encode(AUDIENCE) + "&scope="
				+ LeverAccount.encode(SCOPE);
		assertThat(this.lever.client.call("GET", query, "").body())
			.contains("&amp;account=" + this.lever.account.path("id").asString());
		String location = this.lever.client
			.call("GET", query + "&account=" + this.lever.account.path("id").asString(), "")
			.header("Location");
		String code = location.substring(location.indexOf("code=") + 5);
		String form = "{\"grant_type\":\"authorization_code\",\"code\":\"%s\",\"redirect_uri\":\"https://x.example\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
			.formatted(code, this.lever.connection("partnerClientId"), this.lever.connection("partnerClientSecret"));
		Answer token = this.lever.client.call("POST", "/lever/oauth/token", form, "Content-Type", "application/json");
		assertThat(postings(token).status()).isEqualTo(200);
		assertThat(refresh(token).json().path("error").asString()).isEqualTo("invalid_grant");
	}

	@Test
	void theWrongSecretIs401() {
		Answer answer = this.lever.client.call("POST", "/lever/oauth/token",
				"grant_type=refresh_token&refresh_token=x&client_secret=wrong&client_id="
						+ this.lever.connection("clientId"),
				"Content-Type", "application/x-www-form-urlencoded");
		assertThat(answer.status()).isEqualTo(401);
	}

	@Test
	void aMissingScopeIs403AndWriteIncludesRead() {
		Answer token = this.lever.exchange(SCOPE, AUDIENCE);
		String bearer = "Bearer " + token.json().path("access_token").asString();
		String opportunity = this.lever.opportunity("Ada Example");
		String notes = "/v1/opportunities/" + opportunity + "/notes";
		assertThat(this.lever.as(bearer, "GET", notes, "").status()).isEqualTo(200);
		assertThat(this.lever.as(bearer, "GET", "/v1/opportunities", "").status()).isEqualTo(403);
		this.lever.option("withoutScopes", "notes:write:admin");
		assertThat(this.lever.as(bearer, "GET", notes, "").status()).isEqualTo(403);
		assertThat(this.lever.as("Bearer nonsense", "GET", notes, "").json().path("code").asString())
			.isEqualTo("UnauthorizedError");
	}

	@Test
	void burstsOfTwentyThenTenPerSecondAnd429WithoutAnyHint() {
		this.lever.control("PATCH", "", "{\"rateLimit\":10}");
		for (int i = 0; i < 20; i++) {
			assertThat(this.lever.get("/v1/stages").status()).isEqualTo(200);
		}
		Answer refused = this.lever.get("/v1/stages");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.response().headers().map().keySet())
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).matches("retry-after|.*ratelimit.*"));
		this.lever.time.advance(Duration.ofMillis(100));
		assertThat(this.lever.get("/v1/stages").status()).isEqualTo(200);
		assertThat(this.lever.get("/v1/stages").status()).isEqualTo(429);
	}

}
