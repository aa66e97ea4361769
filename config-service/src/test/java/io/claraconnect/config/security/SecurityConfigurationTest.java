package io.claraconnect.config.security;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("The door with an OIDC issuer")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityConfigurationTest {

	private HttpServer issuer;

	private RSAKey key;

	private String issuerUrl;

	private WebTestClient client;

	@BeforeAll
	void open() throws Exception {
		this.key = new RSAKeyGenerator(2048).keyID("k1").generate();
		this.issuer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.issuerUrl = "http://127.0.0.1:" + this.issuer.getAddress().getPort();
		serve("/.well-known/openid-configuration", "{\"issuer\":\"" + this.issuerUrl + "\",\"jwks_uri\":\""
				+ this.issuerUrl + "/keys\",\"subject_types_supported\":[\"public\"]}");
		serve("/keys", "{\"keys\":[" + this.key.toPublicJWK().toJSONString() + "]}");
		this.issuer.start();
		SecurityProperties properties = new SecurityProperties(null, this.issuerUrl, "clara", "roles", "organisation");
		this.client = WebTestClient
			.bindToRouterFunction(RouterFunctions.route()
				.route((request) -> true, (request) -> request.principal()
					.map((principal) -> ((Caller) ((CallerAuthentication) principal).getPrincipal()).organisationId())
					.defaultIfEmpty("nobody")
					.flatMap((organisation) -> ServerResponse.ok().bodyValue(organisation)))
				.build())
			.webFilter(new WebFilterChainProxy(new SecurityConfiguration().door(ServerHttpSecurity.http(), properties)))
			.build();
	}

	@AfterAll
	void close() {
		this.issuer.stop(0);
	}

	@ParameterizedTest(name = "{0}: {1} {2} is {3}")
	@CsvSource({ "partner_admin,POST,/api/v1/integrations,200", "recruiter,POST,/api/v1/integrations,403",
			"auditor,POST,/api/v1/integrations,403", "operator,DELETE,/api/v1/integrations/i,403",
			"auditor,GET,/api/v1/integrations,200", "auditor,GET,/api/v1/integrations/i/webhooks,403",
			"partner_admin,GET,/api/v1/integrations/i/webhooks,200",
			"recruiter,POST,/api/v1/integrations/i/applications/a/status,200",
			"hiring_manager,POST,/api/v1/integrations/i/applications/a/status,200",
			"partner_admin,POST,/api/v1/integrations/i/applications/a/status,403",
			"stranger,GET,/api/v1/integrations,403", "partner_admin,GET,/actuator/env,403" })
	@Tag("1.01")
	@Tag("2.03")
	@Tag("4.07")
	void lets_roles_do_theirs(String role, String method, String path, int status) throws Exception {
		this.client.method(HttpMethod.valueOf(method))
			.uri(path)
			.header("Authorization", "Bearer " + token(role, "acme", "clara", this.key))
			.exchange()
			.expectStatus()
			.isEqualTo(status);
	}

	@Test
	void takes_the_organisation_from_the_token_and_not_from_a_header() throws Exception {
		this.client.get()
			.uri("/api/v1/integrations")
			.header("Authorization", "Bearer " + token("auditor", "acme", "clara", this.key))
			.header("X-Organisation", "other")
			.exchange()
			.expectBody(String.class)
			.isEqualTo("acme");
	}

	@Test
	void refuses_tokens_of_others() throws Exception {
		RSAKey foreign = new RSAKeyGenerator(2048).keyID("k1").generate();
		for (String token : List.of("nonsense", token("auditor", "acme", "clara", foreign),
				token("auditor", "acme", "another-service", this.key), token("auditor", "a:b", "clara", this.key))) {
			this.client.get()
				.uri("/api/v1/integrations")
				.header("Authorization", "Bearer " + token)
				.exchange()
				.expectStatus()
				.isUnauthorized();
		}
	}

	@Test
	void is_open_for_health_and_for_the_consent_callback_alone() {
		for (String path : List.of("/actuator/health/readiness", "/actuator/prometheus", "/oauth/callback")) {
			this.client.get().uri(path).exchange().expectStatus().isOk();
		}
		this.client.get().uri("/api/v1/connectors").exchange().expectStatus().isUnauthorized();
	}

	@Test
	void does_not_start_when_tokens_for_any_other_service_would_do() {
		SecurityProperties properties = new SecurityProperties(null, this.issuerUrl, "", "roles", "organisation");
		assertThatThrownBy(() -> new OidcCallers(properties)).hasMessageContaining("CLARA_OIDC_AUDIENCE");
	}

	@Test
	void keeps_readable_subjects_out_of_person_ids() {
		assertThat(OidcCallers.personId("auth0|5f7c8ec7c33c6c004bbafe82")).isEqualTo("auth0|5f7c8ec7c33c6c004bbafe82");
		for (String readable : List.of("ilse.quandt@example.com", "Ilse Quandt", "quandt")) {
			assertThat(OidcCallers.personId(readable)).matches("p-[0-9a-f]{32}")
				.isEqualTo(OidcCallers.personId(readable));
		}
	}

	private String token(String role, String organisation, String audience, RSAKey signer) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
				new JWTClaimsSet.Builder().issuer(this.issuerUrl)
					.subject("person-1")
					.audience(audience)
					.expirationTime(Date.from(Instant.now().plusSeconds(300)))
					.claim("roles", List.of(role))
					.claim("organisation", organisation)
					.build());
		token.sign(new RSASSASigner(signer));
		return token.serialize();
	}

	private void serve(String path, String json) {
		this.issuer.createContext(path, (exchange) -> {
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			write(exchange, body);
		});
	}

	private static void write(com.sun.net.httpserver.HttpExchange exchange, byte[] body) throws IOException {
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
