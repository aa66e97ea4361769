package io.claraconnect.ats.greenhouse;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.CheckReport.State;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.api.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.claraconnect.ats.testkit.Answer.json;
import static io.claraconnect.ats.testkit.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GreenhouseCheckTest {

	private final Vendor vendor = new Vendor();

	@AfterEach
	void stop() {
		this.vendor.close();
	}

	@Test
	@Tag("0.17")
	void triesEveryPermissionOneByOne() {
		lists().forEach((resource) -> this.vendor.list(resource, "[]"));
		this.vendor.server.on("GET /v3/attachments", json(403, "{}"));
		CheckReport report = check();
		assertThat(state(report, "credentials")).isEqualTo(State.OK);
		assertThat(state(report, "site-admin")).isEqualTo(State.OK);
		assertThat(state(report, "harvest:jobs:list")).isEqualTo(State.OK);
		assertThat(state(report, "harvest:attachments:list")).isEqualTo(State.FAILED);
		assertThat(state(report, "harvest:notes:create")).isEqualTo(State.UNPROVEN);
		assertThat(report.usable()).isFalse();
		assertThat(report.accountName()).isEqualTo("acme");
		assertThat(this.vendor.server.requests()).allMatch((request) -> request.route().startsWith("GET /v3")
				|| request.route().equals("POST /token") || request.route().equals("POST /introspect"));
	}

	@Test
	void believesTheScopesThatTheVendorTells() {
		lists().forEach((resource) -> this.vendor.list(resource, "[]"));
		this.vendor.server.on("POST /introspect", ok("{\"active\":true,\"scope\":\"harvest:notes:create x\"}"));
		CheckReport report = check();
		assertThat(state(report, "harvest:notes:create")).isEqualTo(State.OK);
		assertThat(state(report, "harvest:candidate_tags:create")).isEqualTo(State.FAILED);
	}

	@Test
	void saysThatTheActingUserIsNoSiteAdmin() {
		lists().forEach((resource) -> this.vendor.server.on("GET /v3/" + resource, json(403, "{}")));
		assertThat(state(check(), "site-admin")).isEqualTo(State.FAILED);
	}

	@Test
	void saysThatTheCredentialsAreWrongWithoutRepeatingThem() {
		this.vendor.server.on("POST /token",
				json(400, "{\"message\":\"client_id=client-9 does not contain a valid client ID suffix\"}"));
		CheckReport report = check();
		assertThat(report.usable()).isFalse();
		assertThat(report.items()).hasSize(1);
		assertThat(report.toString()).doesNotContain("client-9", "shh");
	}

	@Test
	void authorisesByTheConsentPage() {
		this.vendor.server.on("POST /token", ok("""
				{"access_token":"a1","refresh_token":"r1","expires_at":"2026-11-21T13:00:00Z"}"""), ok("""
				{"access_token":"a2","refresh_token":"r2","expires_at":"2026-11-21T14:00:00Z"}"""),
				json(400, "{\"error\":\"invalid_grant\"}"));
		Connector connector = this.vendor.connector(Map.of(GreenhouseConnector.ID, new Credentials(
				Map.of("clientId", Secret.of("app-1"), "clientSecret", Secret.of("app-secret")), null, 0)));
		Consent consent = connector.consent().orElseThrow();
		Map<String, String> settings = Map.of("baseUrl", this.vendor.server.origin().toString());
		URI back = URI.create("https://clara.example/back");
		assertThat(consent.consentPage(Map.of(), back, "st&te").toString())
			.startsWith("https://auth.greenhouse.io/authorize?response_type=code&client_id=app-1")
			.contains("redirect_uri=https%3A%2F%2Fclara.example%2Fback", "harvest%3Ajobs%3Alist%20", "state=st%26te");
		Credentials first = consent.exchange(settings, back, Secret.of("code")).block();
		assertThat(first.require("refreshToken").reveal()).isEqualTo("r1");
		assertThat(first.expiresAt()).isEqualTo(Instant.parse("2026-11-21T13:00:00Z"));
		assertThat(consent.renew(settings, first).block().require("accessToken").reveal()).isEqualTo("a2");
		assertThat(this.vendor.server.last("POST /token").body()).contains("refresh_token=r1");
		assertThat(catchThrowableOfType(AtsException.class, () -> consent.renew(settings, first).block()).category())
			.isEqualTo(Category.UNAUTHORIZED);
	}

	@Test
	@Tag("0.15")
	void theInstructionsNameEveryRequiredWebhookAndPermission() {
		String text = this.vendor.connector(Map.of()).descriptor().instructions();
		this.vendor.connector(Map.of())
			.descriptor()
			.webhooks()
			.stream()
			.filter((slot) -> slot.required())
			.forEach((slot) -> assertThat(text).contains(slot.vendorEvent()));
		assertThat(text).contains("Dev Center", "API Credential Management", "Manage scopes", "Error recipient email");
	}

	private CheckReport check() {
		return this.vendor.connector(Map.of())
			.check(this.vendor.connection(Map.of("subdomain", "https://acme.greenhouse.io")))
			.block();
	}

	private static State state(CheckReport report, String id) {
		return report.items().stream().filter((item) -> item.id().equals(id)).findFirst().orElseThrow().state();
	}

	private static List<String> lists() {
		return GreenhouseDescriptor.describe(false)
			.permissions()
			.stream()
			.map(PermissionNeed::id)
			.filter((id) -> id.endsWith(":list"))
			.map((id) -> id.split(":")[1])
			.toList();
	}

}
