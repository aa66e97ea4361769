package io.claraconnect.kit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

class KeptAliveConnectionTest {

	private static final String ANSWER = "answer";

	@Test
	@DisplayName("A service that had nothing to do answered no more on a connection: one that is kept alive is read again after a request that came early")
	void readAgain() throws IOException {
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.route((routes) -> routes
				.get("/late",
						(_, response) -> response.sendString(Mono.just(ANSWER).delayElement(Duration.ofMillis(100))))
				.get("/early", (_, response) -> response.sendString(Mono.just(ANSWER))))
			.bindNow();
		try (Socket vendor = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			vendor.setSoTimeout(10_000);
			send(vendor, get("/late") + get("/early"));
			awaitAnswers(vendor, 2);
			send(vendor, get("/early"));
			awaitAnswers(vendor, 1);
		}
		finally {
			server.disposeNow();
		}
	}

	private static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: service\r\n\r\n";
	}

	private static void send(Socket vendor, String requests) throws IOException {
		vendor.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
	}

	private static void awaitAnswers(Socket vendor, int number) throws IOException {
		InputStream answers = vendor.getInputStream();
		StringBuilder all = new StringBuilder();
		while (all.toString().split(ANSWER, -1).length <= number) {
			int one = answers.read();
			assertThat(one).as("the connection is open").isNotNegative();
			all.append((char) one);
		}
	}

}
