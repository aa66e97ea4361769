package io.claraconnect.ingressbench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.claraconnect.instruments.load.MixedRequests;
import io.claraconnect.instruments.load.SignedRequest;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.DeployTopics;
import io.claraconnect.kit.seal.PlatformKeys;
import io.claraconnect.local.Distribution;
import io.claraconnect.local.HttpPart;
import io.claraconnect.local.LocalStack;
import io.claraconnect.local.Part;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackPorts;
import io.claraconnect.schemas.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A broker and a registry of this run alone, the real ingress and the bare reference, all
 * as processes. The last two get the same options of the virtual machine.
 */
final class BenchStack implements AutoCloseable {

	/** As {@code ./clara up} gives them to the ingress. */
	static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xss512k",
			"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx256m");

	/** As the ingress sets its own; see its application.yaml and EventSettings. */
	static final Map<String, String> PRODUCER = new TreeMap<>(Map.of("acks", "all", "enable.idempotence", "true",
			"linger.ms", "0", "compression.type", "none", "max.block.ms", "2000", "request.timeout.ms", "2000",
			"delivery.timeout.ms", "4500", "reconnect.backoff.max.ms", "1000"));

	static final String INGRESS = "ingress";

	static final String REFERENCE = "reference";

	private static final String INGRESS_JAR = "webhook-ingress/target/webhook-ingress-boot.jar";

	private static final String REFERENCE_JAR = "system-tests/ingress-reference/target/ingress-reference-boot.jar";

	private static final int BODIES = 64;

	private final Distribution distribution = Distribution.locate();

	private final Path root;

	private final StackDirectory directory;

	private final StackPorts ports = StackPorts.free();

	private final LocalStack infrastructure;

	private final IdGenerator ids;

	private final Directory connections;

	private final List<String> bodies;

	private final String referenceSecret;

	private final List<HttpPart> services = new ArrayList<>();

	BenchStack(int connections, RandomGenerator random) {
		try {
			this.root = Files.createTempDirectory("clara-bench-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.directory = new StackDirectory(this.root);
		this.infrastructure = LocalStack.in(this.distribution, this.directory, this.ports);
		this.ids = IdGenerator.of(random);
		this.connections = Directory.of(connections, this.ids);
		People people = new People(random);
		this.bodies = IntStream.range(0, BODIES).mapToObj((i) -> people.application()).toList();
		this.referenceSecret = this.ids.token();
	}

	void start(int partitions) {
		this.infrastructure.start();
		deployTopics(partitions);
		Path keys = this.directory.secret("platform-keys.json");
		write(keys, PlatformKeys.newKeyFile());
		this.connections.publish(bootstrap(), this.infrastructure.registryUrl(), PlatformKeys.load(keys).sealer());
		this.services.add(ingress(keys));
		this.services.add(reference());
		this.services.forEach(HttpPart::start);
	}

	/** A delivery of any form to a connection that there is. */
	byte[] delivery(byte[] body, String... headers) {
		return this.connections.delivery(body, headers);
	}

	Path directory() {
		return this.root;
	}

	private void deployTopics(int partitions) {
		int code = DeployTopics.deploy(
				Map.of("CLARA_KAFKA_BOOTSTRAP", bootstrap(), "CLARA_REGISTRY_URL", this.infrastructure.registryUrl(),
						"CLARA_TOPIC_PARTITIONS", String.valueOf(partitions), "CLARA_TOPIC_REPLICATION", "1"),
				new PrintStream(OutputStream.nullOutputStream()));
		if (code != 0) {
			throw new IllegalStateException("The topics cannot be deployed: " + code);
		}
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()))) {
			admin.createTopics(List.of(new NewTopic(REFERENCE, partitions, (short) 1))).all().get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The topic of the reference cannot be made", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	private HttpPart ingress(Path keys) {
		int port = this.ports.webhookIngress();
		Map<String, String> environment = Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", String.valueOf(port),
				"CLARA_KAFKA_BOOTSTRAP", bootstrap(), "CLARA_REGISTRY_URL", this.infrastructure.registryUrl(),
				"CLARA_KEYSET_FILE", keys.toString());
		return service(INGRESS, INGRESS_JAR, environment, "http://127.0.0.1:" + port + "/actuator/health/readiness");
	}

	private HttpPart reference() {
		int port = this.ports.configService();
		Map<String, String> environment = Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", String.valueOf(port),
				"SECRET", this.referenceSecret);
		List<String> settings = new ArrayList<>();
		PRODUCER.forEach((name, value) -> settings.add("--producer[" + name + "]=" + value));
		settings.add("--producer[bootstrap.servers]=" + bootstrap());
		return service(REFERENCE, REFERENCE_JAR, environment, "http://127.0.0.1:" + port + "/health",
				settings.toArray(String[]::new));
	}

	private HttpPart service(String name, String jar, Map<String, String> environment, String health,
			String... arguments) {
		List<String> all = new ArrayList<>(List.of("-jar", this.distribution.home().resolve(jar).toString()));
		all.addAll(List.of(arguments));
		return new HttpPart(name, this.directory,
				() -> new HttpPart.Program(JVM, all, environment, this.directory.data(name)), URI.create(health));
	}

	/** How large the bodies are, on the average. */
	int bodyLength() {
		return (int) this.bodies.stream()
			.mapToInt((body) -> body.replace("{number}", "0".repeat(12)).getBytes(StandardCharsets.UTF_8).length)
			.average()
			.orElse(0);
	}

	Subject ingress() {
		InetSocketAddress address = address(this.ports.webhookIngress());
		return new Subject(INGRESS, this.services.get(0), address,
				this.connections.deliveries("127.0.0.1:" + address.getPort(), this.bodies), Topics.WEBHOOKS,
				BenchStack::number);
	}

	Subject bareReference() {
		InetSocketAddress address = address(this.ports.configService());
		List<SignedRequest> requests = this.bodies.stream()
			.map((body) -> SignedRequest.of(
					"POST /hook HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
							+ "\r\nContent-Type: application/json\r\nAccept: */*\r\nId: {number}\r\n"
							+ "Signature: sha256 {signature}\r\n",
					body, this.referenceSecret.getBytes(StandardCharsets.UTF_8)))
			.toList();
		return new Subject(REFERENCE, this.services.get(1), address, new MixedRequests(requests), REFERENCE,
				BenchStack::number);
	}

	/** The last part of the key is the number, here and there. */
	private static long number(ConsumerRecord<String, ?> record) {
		String key = record.key();
		try {
			return Long.parseLong(key, key.lastIndexOf(':') + 1, key.length(), 10);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	Part broker() {
		return this.infrastructure.kafka();
	}

	String bootstrap() {
		return this.infrastructure.bootstrapServers();
	}

	private static InetSocketAddress address(int port) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public synchronized void close() {
		if (!Files.exists(this.root)) {
			return;
		}
		this.services.forEach((service) -> service.stop(LocalStack.GRACE));
		List.of(this.infrastructure.registry(), this.infrastructure.kafka(), this.infrastructure.postgres())
			.forEach(Part::killNow);
		deleted(this.root);
	}

	/** A minute of load is gigabytes. */
	private static void deleted(Path root) {
		try (Stream<Path> all = Files.walk(root)) {
			for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			System.err.println(root + " cannot be deleted: " + ex.getMessage());
		}
	}

}
