package io.claraconnect.ingress;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.schemas.AuthenticatedScope;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookDelivery;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The front door over HTTP, with a real broker and a real registry behind it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiveDeliveryIT {

	private static final String CONNECTION = "conn1";

	private static final Duration SOON = Duration.ofSeconds(60);

	private final List<Event<WebhookDelivery>> seen = new CopyOnWriteArrayList<>();

	@Autowired
	private EventPublisher events;

	@Autowired
	private EventListeners listeners;

	@Autowired
	private Sealer sealer;

	@Autowired
	private Digests digests;

	@LocalServerPort
	private int port;

	private IngressStory vendor;

	@DynamicPropertySource
	static void stack(DynamicPropertyRegistry registry) {
		IngressStory.stack(registry);
	}

	@BeforeAll
	void connect() {
		this.vendor = new IngressStory(this.port);
		IngressStory.connect(this.events, this.sealer, CONNECTION, 1, true, IngressStory.SECRET);
		this.listeners.listen(Topics.WEBHOOKS, "receive-delivery-it", WebhookDelivery.class, (event) -> {
			this.seen.add(event);
			return Mono.empty();
		});
		this.vendor.awaitKnown(CONNECTION);
	}

	@Test
	@Tag("0.42")
	@DisplayName("A signed delivery is on Kafka, sealed, before the vendor gets its 200")
	void taken() {
		HttpResponse<String> answer = this.vendor.signed(CONNECTION, IngressStory.applied(9001, 8001));
		assertThat(answer.statusCode()).isEqualTo(200);
		await().atMost(SOON).untilAsserted(() -> assertThat(of("9001")).hasSize(1));
		WebhookDelivery delivery = of("9001").getFirst();
		assertThat(delivery.getKind()).isEqualTo(DeliveryKind.APPLICATION_CREATED);
		assertThat(delivery.getAuthenticated()).isEqualTo(AuthenticatedScope.BODY);
		assertThat(delivery.getCandidateId()).isEqualTo("8001");
		assertThat(delivery.getJobId()).isEqualTo("771");
		assertThat(delivery.getBody()).isNotNull();
		assertThat(new String(bytes(delivery.getBody().getCiphertext()), StandardCharsets.ISO_8859_1))
			.doesNotContain("Quandt");
	}

	@Test
	@DisplayName("A tampered body, a wrong secret, a missing or doubled signature and an unknown connection are refused alike")
	void refused() {
		byte[] body = IngressStory.applied(9002, 8002).getBytes(StandardCharsets.UTF_8);
		byte[] tampered = body.clone();
		tampered[body.length / 2] ^= 1;
		String good = IngressStory.signature(IngressStory.SECRET, body);
		List<HttpResponse<String>> answers = List.of(
				this.vendor.deliver(CONNECTION, IngressStory.TOKEN, tampered, Map.of("Signature", good)),
				this.vendor.deliver(CONNECTION, IngressStory.TOKEN, body,
						Map.of("Signature", IngressStory.signature("another secret", body))),
				this.vendor.deliver(CONNECTION, IngressStory.TOKEN, body, Map.of()),
				this.vendor.deliver(CONNECTION, IngressStory.TOKEN, body, Map.of("Signature", "sha256 00")),
				this.vendor.deliver(CONNECTION, "another-token", body, Map.of("Signature", good)),
				this.vendor.deliver("nobody", IngressStory.TOKEN, body, Map.of("Signature", good)));
		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.body()).isEmpty();
		});
		taken("9003");
		assertThat(of("9002")).isEmpty();
	}

	@Test
	@DisplayName("A body over 1 MiB is 413, a compressed one 415, JSON 65 levels deep and broken JSON 400: all at once")
	void limits() {
		byte[] large = ("{\"x\":\"" + "a".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
		assertThat(signed(large, Map.of()).statusCode()).isEqualTo(413);
		byte[] zipped = IngressStory.gzip(IngressStory.applied(9004, 8004).getBytes(StandardCharsets.UTF_8));
		assertThat(signed(zipped, Map.of("Content-Encoding", "gzip")).statusCode()).isEqualTo(415);
		byte[] deep = ("{\"action\":\"new_candidate_application\",\"payload\":" + "[".repeat(65) + "]".repeat(65) + "}")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(signed(deep, Map.of()).statusCode()).isEqualTo(400);
		assertThat(signed("{\"action\":".getBytes(StandardCharsets.UTF_8), Map.of()).statusCode()).isEqualTo(400);
	}

	@Test
	@DisplayName("An event that the platform does not know is 200, counted, and its time is measured")
	void unknownEvent() {
		HttpResponse<String> answer = this.vendor.signed(CONNECTION,
				"{\"action\":\"something_new\",\"payload\":{\"id\":1}}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(this.vendor.get("/actuator/prometheus").body())
			.containsPattern("clara_ingress_deliveries_total\\{[^}]*outcome=\"unknown_event\"[^}]*\\} [1-9]")
			.containsPattern("clara_ingress_answers_seconds_count\\{[^}]*outcome=\"unknown_event\"[^}]*\\} [1-9]");
	}

	@Test
	@Tag("0.54")
	@DisplayName("The vendor's ping is 200 and told to the set-up page")
	void ping() {
		HttpResponse<String> answer = this.vendor.signed(CONNECTION,
				"{\"action\":\"ping\",\"payload\":{\"web_hook_id\":7,\"event\":\"Candidate has submitted application\"}}");
		assertThat(answer.statusCode()).isEqualTo(200);
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.seen)
				.anySatisfy((event) -> assertThat(event.value().getKind()).isEqualTo(DeliveryKind.TEST)));
	}

	@Test
	@DisplayName("The same delivery twice is 200 twice and carries the same delivery id")
	void duplicate() {
		String body = IngressStory.applied(9005, 8005);
		assertThat(this.vendor.signed(CONNECTION, body).statusCode()).isEqualTo(200);
		assertThat(this.vendor.signed(CONNECTION, body).statusCode()).isEqualTo(200);
		await().atMost(SOON).untilAsserted(() -> assertThat(of("9005")).hasSize(2));
		assertThat(of("9005").stream().map(WebhookDelivery::getDeliveryId).distinct()).hasSize(1);
	}

	@Test
	@DisplayName("During a rotation both secrets are accepted; a disconnected connection accepts none")
	void rotation() {
		IngressStory.connect(this.events, this.sealer, "conn2", 1, true, IngressStory.SECRET,
				"the-secret-of-before-it");
		byte[] body = IngressStory.applied(9006, 8006).getBytes(StandardCharsets.UTF_8);
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.vendor
				.deliver("conn2", IngressStory.TOKEN, body,
						Map.of("Signature", IngressStory.signature("the-secret-of-before-it", body)))
				.statusCode()).isEqualTo(200));
		assertThat(this.vendor.signed("conn2", IngressStory.applied(9006, 8006)).statusCode()).isEqualTo(200);
		IngressStory.connect(this.events, this.sealer, "conn2", 2, false, IngressStory.SECRET);
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.vendor.signed("conn2", IngressStory.applied(9006, 8006)).statusCode())
				.isEqualTo(401));
	}

	@Test
	@DisplayName("Fifty deliveries at once are fifty records, each 200")
	void parallel() {
		List<Integer> codes = IntStream.range(0, 50)
			.parallel()
			.mapToObj((i) -> this.vendor.signed(CONNECTION, IngressStory.applied(9100 + i, 8100 + i)).statusCode())
			.toList();
		assertThat(codes).containsOnly(200);
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(IntStream.range(0, 50).mapToObj((i) -> of(String.valueOf(9100 + i))))
				.allSatisfy((found) -> assertThat(found).hasSize(1)));
	}

	@Test
	@DisplayName("The body of a delivery about an erased person, or an application of one, is not kept, not even sealed")
	void erased() {
		IngressStory.erase(this.events, this.digests, CONNECTION, "8200", "9201");
		await("the ingress knows who was erased").atMost(SOON).untilAsserted(() -> {
			String again = String.valueOf(9210 + this.seen.size());
			taken(again, "8200");
			assertThat(of(again).getFirst().getBody()).isNull();
		});
		taken("9201", "8202");
		assertThat(of("9201")).singleElement().satisfies((kept) -> {
			assertThat(kept.getBody()).isNull();
			assertThat(kept.getCandidateId()).isEqualTo("8202");
		});
		taken("9202", "8203");
		assertThat(of("9202").getFirst().getBody()).isNotNull();
	}

	private void taken(String application) {
		taken(application, "1");
	}

	private void taken(String application, String candidate) {
		assertThat(this.vendor
			.signed(CONNECTION, IngressStory.applied(Long.parseLong(application), Long.parseLong(candidate)))
			.statusCode()).isEqualTo(200);
		await().atMost(SOON).untilAsserted(() -> assertThat(of(application)).isNotEmpty());
	}

	private HttpResponse<String> signed(byte[] body, Map<String, String> headers) {
		Map<String, String> all = new java.util.HashMap<>(headers);
		all.put("Signature", IngressStory.signature(IngressStory.SECRET, body));
		return this.vendor.deliver(CONNECTION, IngressStory.TOKEN, body, all);
	}

	private List<WebhookDelivery> of(String application) {
		return this.seen.stream()
			.map(Event::value)
			.filter((delivery) -> application.equals(delivery.getApplicationId()))
			.toList();
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

}
