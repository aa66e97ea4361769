package io.claraconnect.ingressbench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

import com.sun.net.httpserver.HttpServer;
import io.claraconnect.instruments.load.Generator;
import io.claraconnect.instruments.load.LoadLedger;
import io.claraconnect.instruments.load.SignedRequest;
import io.claraconnect.instruments.load.Witness;
import io.claraconnect.local.Distribution;
import io.claraconnect.local.KafkaProcess;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackPorts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The ledger over a real broker, with a receiver that may cheat. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WitnessIT {

	private static final String TOPIC = "witnessed";

	private static final Duration LENGTH = Duration.ofMillis(400);

	@TempDir
	private static Path directory;

	private KafkaProcess kafka;

	private Producer<String, byte[]> producer;

	@BeforeAll
	void start() throws Exception {
		this.kafka = new KafkaProcess(Distribution.locate(), new StackDirectory(directory), StackPorts.free());
		this.kafka.start();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.kafka.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
		}
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", this.kafka.bootstrapServers(), "acks", "all"),
				new StringSerializer(), new ByteArraySerializer());
	}

	@AfterAll
	void stop() {
		this.producer.close();
		this.kafka.killNow();
	}

	@Test
	@DisplayName("An honest receiver balances, watched or looked up afterwards; what was before is not seen")
	void honest() throws Exception {
		LoadLedger first = run((number) -> true, false);
		assertThat(first.balance().spotless()).as(first.balance().line()).isTrue();
		LoadLedger watched = run((number) -> true, true);
		assertThat(watched.balance().spotless()).as(watched.balance().line()).isTrue();
		assertThat(watched.untilSeen().getTotalCount()).isEqualTo(watched.balance().sent());
	}

	@Test
	@DisplayName("A receiver that says 200 and drops one record makes the run void")
	void dropsOne() throws Exception {
		LoadLedger ledger = run((number) -> number != SignedRequest.FIRST_NUMBER + 5, false);

		assertThat(ledger.balance().complaints()).containsExactly("1 acknowledged and not on Kafka");
	}

	private LoadLedger run(LongPredicate keeps, boolean watched) throws Exception {
		HttpServer server = receiver(keeps);
		try (Witness witness = new Witness(this.kafka.bootstrapServers(), TOPIC,
				(record) -> Long.parseLong(record.key()))) {
			LoadLedger ledger = new LoadLedger(SignedRequest.FIRST_NUMBER);
			Generator generator = new Generator(server.getAddress(),
					SignedRequest.of("POST /hook HTTP/1.1\r\nHost: x\r\nId: {number}\r\nSignature: {signature}\r\n",
							"{number}", "secret".getBytes(StandardCharsets.UTF_8)));
			Thread load = Thread.ofPlatform()
				.start(() -> generator.openLoop(ledger, 2, 200, LENGTH, new SplittableRandom(3)));
			if (watched) {
				witness.watch(ledger, load);
			}
			else {
				load.join();
				witness.catchUp(ledger);
			}
			witness.forget();
			assertThat(ledger.balance().sent()).isGreaterThan(20);
			return ledger;
		}
		finally {
			server.stop(0);
		}
	}

	private HttpServer receiver(LongPredicate keeps) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
		server.createContext("/hook", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			String number = exchange.getRequestHeaders().getFirst("Id");
			if (keeps.test(Long.parseLong(number))) {
				this.producer.send(new ProducerRecord<>(TOPIC, number, new byte[10]));
				this.producer.flush();
			}
			exchange.sendResponseHeaders(200, -1);
		});
		server.start();
		return server;
	}

}
