package io.claraconnect.ingress;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Sealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What strangers, and customers gone wild, may try at the front door. */
@Tag("5.1")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "clara.ingress.head-timeout=700ms", "clara.ingress.body-timeout=1s" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbuseIT {

	private static final String CONNECTION = "abused";

	private static final int MIB = 1024 * 1024;

	private static final String PATH = "/webhooks/" + CONNECTION + "/" + IngressStory.TOKEN + "/all";

	@Autowired
	private EventPublisher events;

	@Autowired
	private Sealer sealer;

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
		this.vendor.awaitKnown(CONNECTION);
	}

	@AfterEach
	void stillServesOthers() {
		assertThat(this.vendor.signed(CONNECTION, IngressStory.applied(7001, 6001)).statusCode()).isEqualTo(200);
	}

	@Test
	@DisplayName("A stated length over 1 MiB is 413 before a byte of the body is sent")
	void statedTooLarge() throws IOException {
		assertThat(answer(RawSender.head(PATH, "Content-Length: " + (MIB + 1)))).isEqualTo(413);
	}

	@Test
	@DisplayName("The answer was lost when a sender was refused while it was sending: it can send on, and then reads it")
	void refusedWhileSending() throws IOException {
		try (RawSender sender = new RawSender(this.port)) {
			sender.send(RawSender.head(PATH, "Content-Length: " + 3 * MIB));
			assertThat(sender.status()).isEqualTo(413);
			for (int i = 0; i < 32; i++) {
				sender.send("x".repeat(64 * 1024));
			}
			assertThat(sender.rest()).contains("content-length: 0");
		}
	}

	@Test
	@DisplayName("A body of no stated length is 413 once it is over 1 MiB")
	void unstatedTooLarge() throws IOException {
		String piece = Integer.toHexString(64 * 1024) + "\r\n" + "x".repeat(64 * 1024) + "\r\n";
		try (RawSender sender = new RawSender(this.port)) {
			sender.send(RawSender.head(PATH, "Transfer-Encoding: chunked"));
			try {
				for (int i = 0; i < 17; i++) {
					sender.send(piece);
				}
			}
			catch (SocketException ex) {
				assertThat(ex).as("refused while it was still sent").isNotNull();
			}
			assertThat(sender.status()).isEqualTo(413);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate", "br", "identity, gzip", "GZIP" })
	@DisplayName("A compressed body is 415 before a byte of it is sent, whatever it would inflate to")
	void compressed(String encoding) throws IOException {
		byte[] bomb = IngressStory.gzip(new byte[50 * MIB]);
		assertThat(answer(
				RawSender.head(PATH, "Content-Encoding: " + encoding, "Content-Length: " + Math.min(bomb.length, MIB))))
			.isEqualTo(415);
	}

	@Test
	@DisplayName("Signed JSON bombs are 400, and characters that nobody can keep as well")
	void bombs() {
		Map<String, String> bombs = Map.of("65 levels", "[".repeat(65) + "]".repeat(65), "500,000 levels",
				"[".repeat(500_000) + "]".repeat(500_000), "a number of a million digits", "1".repeat(1_000_000),
				"120,000 keys", keys(120_000), "a key twice", "{\"action\":\"ping\",\"action\":\"ping\"}", "a long key",
				"{\"" + "k".repeat(257) + "\":1}", "a lone surrogate", "{\"action\":\"\\ud800\"}", "an escaped NUL",
				"{\"action\":\"a\\u0000\"}", "a NUL", "{\"action\":\"a\0\"}", "two documents", "{} {}");
		assertThat(bombs.entrySet()).allSatisfy((bomb) -> {
			HttpResponse<String> answer = this.vendor.signed(CONNECTION, bomb.getValue());
			assertThat(answer.statusCode()).as(bomb.getKey()).isEqualTo(400);
			assertThat(answer.body()).isEmpty();
		});
	}

	@Test
	@DisplayName("A million keys do not fit into 1 MiB: 413")
	void millionKeys() {
		byte[] body = keys(1_000_000).getBytes(StandardCharsets.UTF_8);
		assertThat(this.vendor
			.deliver(CONNECTION, IngressStory.TOKEN, Arrays.copyOf(body, MIB + 1),
					Map.of("Signature", IngressStory.signature(IngressStory.SECRET, body)))
			.statusCode()).isEqualTo(413);
	}

	@Test
	@DisplayName("A body that does not come in time is 408")
	void slowBody() throws IOException {
		try (RawSender sender = new RawSender(this.port)) {
			sender.send(RawSender.head(PATH, "Content-Length: 100")).send("{");
			assertThat(sender.status()).isEqualTo(408);
		}
	}

	@Test
	@DisplayName("A head that is sent byte by byte is cut off at its time, though no pause is long")
	void slowHead() throws IOException {
		try (RawSender sender = new RawSender(this.port)) {
			String head = RawSender.head(PATH, "X-Slow: " + "a".repeat(10_000));
			int[] at = { 0 };
			await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(20)).until(() -> {
				try {
					sender.send(head.substring(at[0], ++at[0]));
					return false;
				}
				catch (SocketException ex) {
					return true;
				}
			});
		}
	}

	@Test
	@DisplayName("A connection that keeps its head's time is not cut off while it waits for its next request")
	void keepAlive() throws IOException {
		try (RawSender sender = new RawSender(this.port)) {
			sender.send("GET /vendors/nobody/ping HTTP/1.1\r\nHost: ingress\r\n\r\n");
			assertThat(sender.status()).isEqualTo(404);
			await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
			sender.send("GET /vendors/nobody/ping HTTP/1.1\r\nHost: ingress\r\n\r\n");
			assertThat(sender.rest()).contains("HTTP/1.1 404");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/xml", "no type" })
	@DisplayName("What does not say that it is JSON is 415")
	void otherTypes(String type) throws IOException {
		String head = RawSender.head(PATH, "Content-Length: 2").replace("application/json", type);
		assertThat(answer(head + "{}")).isEqualTo(415);
	}

	private static String keys(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "\"" + Integer.toString(i, 36) + "\":0")
			.collect(Collectors.joining(",", "{", "}"));
	}

	private int answer(String request) throws IOException {
		try (RawSender sender = new RawSender(this.port)) {
			return sender.send(request).status();
		}
	}

}
