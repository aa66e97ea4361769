package io.claraconnect.ingress.receive;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.api.WebhookSecret;
import io.claraconnect.ingress.directory.DirectoryState;
import io.claraconnect.ingress.directory.SecretsDirectory;
import io.claraconnect.kit.ids.IdGenerator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class UnknownAddressTest {

	private static final String TOKEN = "canary-token-in-the-address";

	private final List<WebhookSecret> tried = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("An unknown connection costs the verification that a wrong signature costs")
	void sameWork() {
		client(false).post()
			.uri("/webhooks/nobody/" + TOKEN + "/all")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isUnauthorized();
		client(false).post()
			.uri("/vendors/some-ats/webhook")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isUnauthorized();
		assertThat(this.tried).hasSize(2).allSatisfy((secret) -> {
			assertThat(secret.serves("all")).isTrue();
			assertThat(secret.value().isEmpty()).isFalse();
		});
	}

	@Test
	@DisplayName("A connector that fails is a 503 to come again, and neither address nor error text is logged")
	void failure(CapturedOutput output) {
		client(true).post()
			.uri("/webhooks/nobody/" + TOKEN + "/all")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "5");
		assertThat(output).contains("could not be taken").doesNotContain("canary");
	}

	@Test
	@DisplayName("A delivery that was looked up before the directory was complete is told to come again, also when it is complete by now")
	void completedMeanwhile() {
		for (String address : List.of("/webhooks/nobody/" + TOKEN + "/all", "/vendors/played/webhook")) {
			this.tried.clear();
			client(false, () -> !this.tried.isEmpty()).post()
				.uri(address)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{}")
				.exchange()
				.expectStatus()
				.isEqualTo(503);
			assertThat(this.tried).hasSize(1);
		}
	}

	private WebTestClient client(boolean broken) {
		return client(broken, () -> true);
	}

	private WebTestClient client(boolean broken, DirectoryState state) {
		ReceiveDelivery receive = new ReceiveDelivery(new SecretsDirectory(null), state,
				Connectors.of(List.of(new Played(broken))), null, IdGenerator.secure(), new SimpleMeterRegistry());
		IngressProperties properties = new IngressProperties(DataSize.ofMegabytes(1), Duration.ofSeconds(5),
				Duration.ofSeconds(10), Duration.ofSeconds(5));
		FrontDoor door = new FrontDoor((_, _) -> Mono.error(new AssertionError("passed on")), receive,
				new DeliveryBody(properties, Schedulers.parallel()), properties, Clock.systemUTC(),
				new AnswerTimes(new SimpleMeterRegistry()));
		return WebTestClient.bindToServer(new HttpHandlerConnector(door)).build();
	}

	private final class Played implements Connector, WebhookReceiver {

		private final boolean broken;

		Played(boolean broken) {
			this.broken = broken;
		}

		@Override
		public AtsId id() {
			return new AtsId("played");
		}

		@Override
		public WebhookReceiver webhooks() {
			return this;
		}

		@Override
		public Verification verify(WebhookRequest request, Collection<WebhookSecret> secrets) {
			if (this.broken) {
				throw new IllegalStateException("canary in the text of an error");
			}
			UnknownAddressTest.this.tried.addAll(secrets);
			return new Verification.Refused("signature_wrong");
		}

		@Override
		public Decoding decode(WebhookRequest request) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ConnectorDescriptor descriptor() {
			throw new UnsupportedOperationException();
		}

		@Override
		public AtsReader reader(Connection connection) {
			throw new UnsupportedOperationException();
		}

		@Override
		public AtsWriter writer(Connection connection) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Mono<CheckReport> check(Connection connection) {
			throw new UnsupportedOperationException();
		}

	}

}
