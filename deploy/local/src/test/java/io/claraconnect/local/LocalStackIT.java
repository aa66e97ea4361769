package io.claraconnect.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LocalStackIT {

	private static final String SCHEMA = """
			{"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"%s\\",\\"fields\\":[{\\"name\\":\\"id\\",\\"type\\":\\"string\\"}]}"}""";

	@TempDir
	private static Path root;

	private static LocalStack stack;

	private static StackPorts ports;

	@BeforeAll
	static void start() {
		ports = StackPorts.free();
		stack = LocalStack.in(Distribution.locate(), new StackDirectory(root), ports);
		stack.start();
	}

	@BeforeEach
	void allUp() {
		stack.start();
	}

	@AfterAll
	static void stop() {
		stack.close();
		assertThat(stack.kafka().isAlive()).isFalse();
		assertThat(stack.postgres().isAlive()).isFalse();
		assertThat(stack.registry().isAlive()).isFalse();
	}

	@Test
	void keepsAcknowledgedRecordsThroughKillOfTheBroker() throws Exception {
		createTopic("kept");
		produce("kept", "before");
		long pid = stack.kafka().pid().orElseThrow();

		stack.kafka().killNow();
		stack.kafka().start();

		assertThat(stack.kafka().pid().orElseThrow()).isNotEqualTo(pid);
		produce("kept", "after");
		assertThat(consume("kept", 2)).containsExactly("before", "after");
	}

	@Test
	void keepsCommittedRowsThroughKillOfTheDatabase() throws SQLException {
		stack.createDatabase("rows");
		stack.createDatabase("rows");
		execute("rows", "create table t (id int)");
		execute("rows", "insert into t values (42)");

		stack.postgres().killNow();
		stack.postgres().start();

		assertThat(queryInt("rows", "select id from t")).isEqualTo(42);
	}

	@Test
	void keepsSchemaIdsThroughRestartOfTheRegistry() throws Exception {
		register("first", "First");
		String registered = register("second", "Second");

		stack.registry().killNow();
		stack.registry().start();

		assertThat(register("second", "Second")).isEqualTo(registered);
		assertThat(get("/subjects/second/versions/latest")).contains("Second");
		assertThat(register("third", "Third")).isNotEqualTo(registered);
	}

	@Test
	void keepsEverythingThroughStopAndStart() throws Exception {
		createTopic("overnight");
		produce("overnight", "record");
		String registered = register("overnight-value", "Overnight");

		stack.close();
		stack.start();

		assertThat(consume("overnight", 1)).containsExactly("record");
		assertThat(register("overnight-value", "Overnight")).isEqualTo(registered);
	}

	@Test
	void findsRunningProcessesAgainFromAnotherObject() {
		LocalStack found = LocalStack.in(Distribution.locate(), new StackDirectory(root), ports);

		assertThat(found.kafka().pid()).isPresent().isEqualTo(stack.kafka().pid());
		assertThat(found.postgres().pid()).isPresent().isEqualTo(stack.postgres().pid());
		assertThat(found.registry().pid()).isPresent().isEqualTo(stack.registry().pid());
		assertThat(found.registry().isReady()).isTrue();
	}

	@Test
	void letsOnlyTheOwnerReadThePasswordAndNobodyInWithoutIt() throws Exception {
		Path password = root.resolve("secrets/database-admin");

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password))).isEqualTo("rw-------");
		assertThat(stack.adminPassword()).hasSizeGreaterThan(24);
		org.assertj.core.api.Assertions
			.assertThatThrownBy(
					() -> DriverManager.getConnection(stack.jdbcUrl("postgres"), stack.adminUser(), "guessed"))
			.isInstanceOf(SQLException.class);
	}

	private static void createTopic(String topic) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
		}
	}

	private static void produce(String topic, String value) throws Exception {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all"), new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>(topic, "key", value)).get();
		}
	}

	private static List<String> consume(String topic, int count) {
		List<String> values = new ArrayList<>();
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
				stack.bootstrapServers(), "group.id", "test-" + topic, "auto.offset.reset", "earliest"),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.subscribe(List.of(topic));
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				consumer.poll(Duration.ofMillis(200)).forEach((record) -> values.add(record.value()));
				return values.size() >= count;
			});
		}
		return values;
	}

	private static void execute(String database, String sql) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int queryInt(String database, String sql) throws SQLException {
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getInt(1);
		}
	}

	private static Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(stack.jdbcUrl(database), stack.adminUser(), stack.adminPassword());
	}

	private static String register(String subject, String recordName) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create(stack.registryUrl() + "/subjects/" + subject + "/versions"))
			.header("Content-Type", "application/vnd.schemaregistry.v1+json")
			.POST(HttpRequest.BodyPublishers.ofString(SCHEMA.formatted(recordName)))
			.build();
		return send(request);
	}

	private static String get(String path) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(stack.registryUrl() + path)).build());
	}

	private static String send(HttpRequest request) throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			return response.body();
		}
	}

}
