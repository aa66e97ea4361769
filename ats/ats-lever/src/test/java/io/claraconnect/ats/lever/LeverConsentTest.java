package io.claraconnect.ats.lever;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.RecordingBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.claraconnect.ats.lever.LeverVendor.assertCategory;
import static io.claraconnect.ats.lever.LeverVendor.get;
import static org.assertj.core.api.Assertions.assertThat;

class LeverConsentTest {

	private static final URI REDIRECT = URI.create("https://clara.example.org/consent/lever?x=1");

	private static final String TOKEN = "POST /lever/oauth/token";

	private final LeverVendor vendor = new LeverVendor();

	private final Consent consent = this.vendor.connector.consent().orElseThrow();

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	@Tag("4.09")
	@DisplayName("4.09 The consent page is Lever's, with the audience's trailing slash")
	void sendsTheAdminToLever() {
		assertThat(this.consent.consentPage(Map.of(), REDIRECT, "st ate").toString())
			.startsWith("https://auth.lever.co/authorize?client_id=our-app&")
			.contains("redirect_uri=https%3A%2F%2Fclara.example.org%2Fconsent%2Flever%3Fx%3D1", "response_type=code",
					"state=st%20ate", "scope=offline_access%20postings%3Aread%3Aadmin%20", "notes%3Awrite%3Aadmin",
					"audience=https%3A%2F%2Fapi.lever.co%2Fv1%2F")
			.doesNotContain("confidential", "eeo", "diversity", "prompt");
	}

	@Test
	void sendsSandboxAccountsToTheSandbox() {
		assertThat(
				this.consent.consentPage(Map.of("environment", "sandbox", "includeConfidential", "yes"), REDIRECT, "s")
					.toString())
			.startsWith("https://sandbox-lever.auth0.com/authorize?")
			.contains("audience=https%3A%2F%2Fapi.sandbox.lever.co%2Fv1%2F", "confidential%3Aaccess%3Aadmin");
	}

	@Test
	void replacesEveryHostByTheBaseUrl() {
		assertThat(this.consent.consentPage(Map.of("baseUrl", "https://x.example/lever/"), REDIRECT, "s").toString())
			.startsWith("https://x.example/lever/authorize?")
			.contains("audience=https%3A%2F%2Fx.example%2Flever%2Fv1%2F");
	}

	@Test
	@Tag("4.10")
	@DisplayName("4.10 The code becomes credentials that die after an hour")
	void exchangesTheCode() {
		this.vendor.server.on(TOKEN, tokens("a1", "r1"));
		Credentials credentials = get(this.consent.exchange(this.vendor.settings(), REDIRECT, Secret.of("the-code")));
		assertThat(credentials.require("accessToken").reveal()).isEqualTo("a1");
		assertThat(credentials.require("refreshToken").reveal()).isEqualTo("r1");
		assertThat(credentials.expiresAt()).isEqualTo(LeverVendor.NOW.plus(Duration.ofHours(1)));
		assertThat(this.vendor.server.last(TOKEN).body()).contains("grant_type=authorization_code", "code=the-code",
				"client_id=our-app", "client_secret=our-app-secret", "redirect_uri=https%3A%2F%2Fclara.example.org");
		assertThat(this.vendor.server.last(TOKEN).header("content-type"))
			.isEqualTo("application/x-www-form-urlencoded");
	}

	@Test
	@DisplayName("A renewal gives a new refresh token and the next revision")
	void renews() {
		this.vendor.server.on(TOKEN, tokens("a2", "r2"));
		Credentials renewed = get(this.consent.renew(this.vendor.settings(), credentials("a1", "r1")));
		assertThat(renewed.require("accessToken").reveal()).isEqualTo("a2");
		assertThat(renewed.require("refreshToken").reveal()).isEqualTo("r2");
		assertThat(renewed.revision()).isEqualTo(8);
		assertThat(this.vendor.server.last(TOKEN).body()).contains("grant_type=refresh_token", "refresh_token=r1");
	}

	@Test
	@Tag("4.54")
	@DisplayName("4.54 A revoked or used grant is UNAUTHORIZED, an answer that did not come is not")
	void tellsARevokedAppFromAnOutage() {
		for (int status : new int[] { 400, 403 }) {
			this.vendor.server.on(TOKEN, Answer.json(status, "{\"error\":\"invalid_grant\"}"));
			assertCategory(this.consent.renew(this.vendor.settings(), credentials("a1", "r1")), Category.UNAUTHORIZED);
		}
		this.vendor.server.on(TOKEN, Answer.json(400, "{\"error\":\"invalid_request\"}"));
		assertCategory(this.consent.renew(this.vendor.settings(), credentials("a1", "r1")), Category.REFUSED);
		int asked = this.vendor.server.requests(TOKEN).size();
		this.vendor.server.on(TOKEN, Answer.cut());
		assertCategory(this.consent.renew(this.vendor.settings(), credentials("a1", "r1")), Category.OUTCOME_UNKNOWN);
		assertThat(this.vendor.server.requests(TOKEN)).hasSize(asked + 1);
	}

	@Test
	void needsOurOwnApp() {
		LeverConnector bare = new LeverConnector(
				new ConnectorContext(Clock.systemUTC(), new RecordingBudget(), Set.of(), Map.of()));
		assertCategory(bare.consent().orElseThrow().exchange(Map.of(), REDIRECT, Secret.of("c")),
				Category.UNAUTHORIZED);
	}

	@Test
	void readsTheAccountFromTheToken() {
		String claims = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString("{\"https://oauth.lever.co/accountId\":\"acc-1\"}".getBytes());
		assertThat(LeverToken.accountId(credentials("x." + claims + ".y", "r"))).isEqualTo("acc-1");
		assertThat(LeverToken.accountId(credentials("opaque", "r"))).isNull();
		assertThat(LeverToken.accountId(credentials("x.!!.y", "r"))).isNull();
	}

	private static Credentials credentials(String access, String refresh) {
		return new Credentials(Map.of("accessToken", Secret.of(access), "refreshToken", Secret.of(refresh)), null, 7);
	}

	private static Answer tokens(String access, String refresh) {
		return Answer.ok("""
				{"access_token":"%s","refresh_token":"%s","scope":"postings:read:admin","expires_in":3600,\
				"token_type":"Bearer"}""".formatted(access, refresh));
	}

}
