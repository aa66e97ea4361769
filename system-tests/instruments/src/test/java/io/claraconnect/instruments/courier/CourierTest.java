package io.claraconnect.instruments.courier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The courier before a front door of the test. */
class CourierTest {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

	private HttpServer door;

	private Courier courier;

	@BeforeEach
	void open() throws IOException {
		this.door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.door.createContext("/", this::take);
		this.door.start();
		this.courier = Courier.to("http://127.0.0.1:" + this.door.getAddress().getPort(), 1);
	}

	@AfterEach
	void close() {
		this.courier.close();
		this.door.stop(0);
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.received.add(exchange.getRequestHeaders().getFirst("Signature") + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			Integer answer = this.answers.poll();
			exchange.sendResponseHeaders((answer != null) ? answer : 200, -1);
		}
	}

	@Test
	@DisplayName("Takes at once and repeats on 503, each try with its answer")
	void repeats() throws Exception {
		this.answers.addAll(List.of(503, 503));

		assertThat(vendor("one")).isEqualTo(200);
		this.courier.awaitQuiet(SOON);

		Post post = this.courier.posts().getFirst();
		assertThat(post.state()).isEqualTo(Post.State.ACKNOWLEDGED);
		assertThat(post.attempts()).extracting(Attempt::status).containsExactly(503, 503, 200);
		assertThat(post.arrival().integrationId()).isEqualTo("i1");
		assertThat(post.arrival().slot()).isEqualTo("new-application");
	}

	@Test
	@DisplayName("A refusal is final")
	void refused() throws Exception {
		this.answers.add(401);
		vendor("one");
		this.courier.awaitQuiet(SOON);
		assertThat(this.courier.posts().getFirst().state()).isEqualTo(Post.State.REJECTED);
		assertThat(this.received).hasSize(1);
	}

	@Test
	@DisplayName("Keeps back and lets go")
	void holds() throws Exception {
		this.courier.hold();
		vendor("one");
		await().during(Duration.ofMillis(300)).until(this.received::isEmpty);
		assertThat(this.courier.waiting()).isEqualTo(1);

		this.courier.release();
		this.courier.awaitQuiet(SOON);
		assertThat(this.received).hasSize(1);
	}

	@Test
	@DisplayName("Sends several times, loses, and repeats later what came before")
	void copies() throws Exception {
		this.courier.policy(Policy.duplicate(5));
		vendor("many");
		this.courier.policy(Policy.drop(1));
		vendor("lost");
		this.courier.awaitQuiet(SOON);
		assertThat(this.received).hasSize(5).allMatch((body) -> body.endsWith("many"));

		this.courier.policy(Policy.pass());
		this.courier.replay(this.courier.arrivals().getLast());
		this.courier.awaitQuiet(SOON);
		assertThat(this.received).hasSize(6).anyMatch((body) -> body.endsWith("lost"));
	}

	@Test
	@DisplayName("Later deliveries overtake earlier ones within the window, by the seed")
	void disorder() throws Exception {
		this.courier.policy(Policy.reorder(Duration.ofMillis(500)));
		for (int i = 10; i < 30; i++) {
			vendor(String.valueOf(i));
		}
		this.courier.awaitQuiet(SOON);
		assertThat(this.received).hasSize(20);
		assertThat(List.copyOf(this.received)).isNotEqualTo(this.received.stream().sorted().toList());
	}

	@Test
	@DisplayName("Tampers with body, signature, or leaves it out")
	void tampers() throws Exception {
		vendor("a body that is signed");
		this.courier.awaitQuiet(SOON);
		this.received.clear();
		Arrival arrival = this.courier.arrivals().getFirst();
		for (Tampering tampering : List.of(Tampering.BODY, Tampering.SECRET, Tampering.MISSING)) {
			this.courier.send(arrival, new Passage(Duration.ZERO, tampering));
			this.courier.awaitQuiet(SOON);
		}
		List<String> seen = List.copyOf(this.received);
		assertThat(seen.get(0)).startsWith("sha256 " + "a".repeat(64)).doesNotEndWith("a body that is signed");
		assertThat(seen.get(1)).matches("sha256 [0-9a-f]{64} a body that is signed").doesNotContain("a".repeat(64));
		assertThat(seen.get(2)).isEqualTo("null a body that is signed");
	}

	private int vendor(String body) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create(this.courier.address() + "/webhooks/i1/token/new-application"))
					.header("Signature", "sha256 " + "a".repeat(64))
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
	}

}
