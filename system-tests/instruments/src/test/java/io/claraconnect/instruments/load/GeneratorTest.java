package io.claraconnect.instruments.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratorTest {

	private static final Duration LENGTH = Duration.ofMillis(500);

	private final ConcurrentHashMap.KeySetView<Long, Boolean> came = ConcurrentHashMap.newKeySet();

	private final HttpServer server = server();

	private final LoadLedger ledger = new LoadLedger(SignedRequest.FIRST_NUMBER);

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	@DisplayName("In a closed loop every request is answered, books balance, and no number comes twice")
	void closed() {
		LoadResult result = generator((exchange) -> answer(exchange, 200)).closedLoop(this.ledger, 4, LENGTH);

		LoadBalance balance = this.ledger.balance();
		assertThat(balance.spotless()).as(balance.line()).isTrue();
		assertThat(balance.sent()).isEqualTo(this.came.size()).isGreaterThan(4);
		assertThat(result.acknowledged()).isBetween(balance.acknowledged() - 4, balance.acknowledged());
		assertThat(result.fromScheduled().getTotalCount()).isEqualTo(balance.sent());
	}

	@Test
	@DisplayName("In an open loop a slow server cannot hide: latency counts from when each request was due")
	void open() {
		LoadResult result = generator((exchange) -> {
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			answer(exchange, 200);
		}).openLoop(this.ledger, 1, 200, LENGTH, new SplittableRandom(7));

		assertThat(this.ledger.balance().spotless()).as(this.ledger.balance().line()).isTrue();
		assertThat(result.lag().getMaxValue()).isGreaterThan(Duration.ofMillis(200).toNanos());
		assertThat(result.fromScheduled().getMaxValue()).isGreaterThan(result.lag().getMaxValue());
	}

	@Test
	@DisplayName("Refusals and broken connections are booked as such, and the load goes on over new ones")
	void broken() {
		generator((exchange) -> {
			switch ((int) (number(exchange) % 3)) {
				case 0 -> answer(exchange, 200);
				case 1 -> {
					exchange.getResponseHeaders().set("Connection", "close");
					answer(exchange, 401);
				}
				default -> exchange.close();
			}
		}).closedLoop(this.ledger, 2, LENGTH);

		LoadBalance balance = this.ledger.balance();
		assertThat(balance.acknowledged()).isGreaterThan(2);
		assertThat(balance.rejected()).containsOnlyKeys(401);
		assertThat(balance.failed()).containsOnlyKeys("connection_lost");
		assertThat(balance.waiting()).isZero();
	}

	@Test
	@DisplayName("A server that acknowledges what it dropped makes the run void")
	void dropped() {
		generator((exchange) -> {
			if (number(exchange) == SignedRequest.FIRST_NUMBER + 3) {
				exchange.sendResponseHeaders(200, -1);
				return;
			}
			answer(exchange, 200);
		}).closedLoop(this.ledger, 1, LENGTH);

		assertThat(this.ledger.balance().complaints()).containsExactly("1 acknowledged and not on Kafka");
	}

	private Generator generator(HttpHandler handler) {
		this.server.createContext("/hook", handler);
		return new Generator(this.server.getAddress(),
				SignedRequest.of("POST /hook HTTP/1.1\r\nHost: x\r\nId: {number}\r\nSignature: {signature}\r\n",
						"{\"id\":{number}}", "secret".getBytes(StandardCharsets.UTF_8)));
	}

	private static long number(HttpExchange exchange) {
		return Long.parseLong(exchange.getRequestHeaders().getFirst("Id"));
	}

	/** Stands for the broker as well: what is answered in the end is seen. */
	private void answer(HttpExchange exchange, int status) throws IOException {
		exchange.getRequestBody().readAllBytes();
		if (status == 200) {
			long number = number(exchange);
			assertThat(this.came.add(number)).isTrue();
			synchronized (this.came) {
				this.ledger.seen(number, System.nanoTime());
			}
		}
		exchange.sendResponseHeaders(status, -1);
	}

	private static HttpServer server() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
