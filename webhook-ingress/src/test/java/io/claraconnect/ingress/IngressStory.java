package io.claraconnect.ingress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.DeployTopics;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.PlatformKeys;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.local.TestStack;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.SealedWebhookSecret;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookSecrets;

import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A vendor that signs the whole body, and an admin who set up one connection: what the
 * tests of the front door share.
 */
final class IngressStory {

	static final String ORGANISATION = "acme";

	static final String TOKEN = "a-token-that-nobody-can-guess";

	static final String SECRET = "the-signing-secret-of-this-connection";

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final URI base;

	IngressStory(int port) {
		this.base = URI.create("http://127.0.0.1:" + port);
	}

	/** Tells a test's ingress where broker and registry are, with all topics there. */
	static void stack(DynamicPropertyRegistry registry) {
		TestStack stack = TestStack.shared();
		int code = DeployTopics.deploy(
				Map.of("CLARA_KAFKA_BOOTSTRAP", stack.bootstrapServers(), "CLARA_REGISTRY_URL", stack.registryUrl(),
						"CLARA_TOPIC_PARTITIONS", "3", "CLARA_TOPIC_REPLICATION", "1"),
				new PrintStream(OutputStream.nullOutputStream()));
		assertThat(code).isZero();
		registry.add("clara.kafka.bootstrap", stack::bootstrapServers);
		registry.add("clara.registry.url", stack::registryUrl);
		registry.add("clara.keyset-file", IngressStory::keyFile);
	}

	/** Waits until the ingress is ready and knows a connection. */
	void awaitKnown(String integrationId) {
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200));
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(get("/actuator/directory/" + integrationId).statusCode()).isEqualTo(200));
	}

	static String keyFile() {
		try {
			Path file = Files.createTempFile("platform-keys", ".json");
			file.toFile().deleteOnExit();
			Files.writeString(file, PlatformKeys.newKeyFile());
			return file.toString();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void connect(EventPublisher events, Sealer sealer, String integrationId, long revision, boolean accept,
			String... secrets) {
		List<SealedWebhookSecret> sealed = java.util.Arrays.stream(secrets)
			.map((secret) -> new SealedWebhookSecret("", "s-" + secret.length(),
					ByteBuffer.wrap(sealer.seal(secret.getBytes(StandardCharsets.UTF_8),
							ORGANISATION + "|" + integrationId + "|webhook-secret")),
					null))
			.toList();
		events
			.publish(Topics.WEBHOOK_SECRETS, EventKey.of(ORGANISATION, integrationId),
					WebhookSecrets.newBuilder()
						.setOrganisationId(ORGANISATION)
						.setIntegrationId(integrationId)
						.setAts("greenhouse")
						.setAddressTokenDigest(ByteBuffer.wrap(Digests.sha256(TOKEN)))
						.setConnectionTokenDigests(List.of())
						.setSecrets(sealed)
						.setAcceptDeliveries(accept)
						.setRevision(revision)
						.build(),
					Cause.fresh())
			.block(Duration.ofSeconds(20));
	}

	/** Somebody asked for the erasure of a person with one application. */
	static void erase(EventPublisher events, Digests digests, String integrationId, String candidate,
			String application) {
		events
			.publish(Topics.ERASURES, EventKey.ofAlias(ORGANISATION, "alias-of-" + candidate), Erasure.newBuilder()
				.setOrganisationId(ORGANISATION)
				.setIntegrationId(integrationId)
				.setAlias("alias-of-" + candidate)
				.setSuppressionDigest(digest(digests, "suppression", integrationId, candidate))
				.setApplicationDigests(List.of(digest(digests, "suppression-application", integrationId, application)))
				.setStep("ASKED")
				.setAt(Instant.parse("2026-11-20T12:00:00Z"))
				.build(), Cause.fresh())
			.block(Duration.ofSeconds(20));
	}

	private static String digest(Digests digests, String purpose, String integrationId, String id) {
		return HexFormat.of().formatHex(digests.hmac(purpose, ORGANISATION, integrationId, id));
	}

	static String applied(long application, long candidate) {
		return """
				{"action":"new_candidate_application","payload":{"application":{"id":%d,"prospect":false,"status":"active",\
				"applied_at":"%s","candidate":{"id":%d,"first_name":"Ilse","last_name":"Quandt"},\
				"jobs":[{"id":771,"name":"Data Engineer"}],"current_stage":{"id":5,"name":"Application Review"}}}}"""
			.formatted(application, Instant.parse("2026-11-20T10:15:30Z"), candidate);
	}

	static String signature(String secret, byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return "sha256 " + HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] gzip(byte[] plain) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(plain);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return bytes.toByteArray();
	}

	HttpResponse<String> signed(String integrationId, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return deliver(integrationId, TOKEN, bytes, Map.of("Signature", signature(SECRET, bytes)));
	}

	HttpResponse<String> deliver(String integrationId, String token, byte[] body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(this.base.resolve("/webhooks/" + integrationId + "/" + token + "/application-created"))
			.timeout(Duration.ofSeconds(20))
			.header("Content-Type", "application/json")
			.header("Greenhouse-Event-ID",
					"evt-" + HexFormat.of().formatHex(Digests.sha256(new String(body, StandardCharsets.UTF_8)), 0, 6))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		headers.forEach(request::header);
		return send(request.build());
	}

	HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(this.base.resolve(path)).timeout(Duration.ofSeconds(20)).build());
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
