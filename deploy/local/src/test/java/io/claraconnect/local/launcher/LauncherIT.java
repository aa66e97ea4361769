package io.claraconnect.local.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.claraconnect.local.Distribution;
import io.claraconnect.local.LocalStack;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackPorts;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher over the parts that are there without our services. */
class LauncherIT {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	private static Path root;

	private static Settings settings;

	private static LocalStack stack;

	private static String output = "";

	@BeforeAll
	static void up() {
		settings = new Settings(Distribution.locate(), new StackDirectory(root), StackPorts.free());
		stack = LocalStack.in(settings.distribution(), settings.directory(), settings.ports());
		assertThat(run("up", "--infrastructure")).as(output).isZero();
	}

	@AfterAll
	static void down() {
		assertThat(run("down")).isZero();
		assertThat(stack.kafka().isAlive()).isFalse();
		assertThat(stack.postgres().isAlive()).isFalse();
		assertThat(stack.registry().isAlive()).isFalse();
	}

	@Test
	void startsAgainOnlyWhatIsMissing() {
		long kafka = stack.kafka().pid().orElseThrow();
		stack.registry().killNow();

		assertThat(run("status")).isEqualTo(ExitCode.UNHEALTHY);
		assertThat(output).containsPattern("registry +down").containsPattern("kafka +healthy");
		assertThat(run("up", "--infrastructure")).isZero();
		assertThat(stack.registry().isReady()).isTrue();
		assertThat(stack.kafka().pid()).hasValue(kafka);
		assertThat(run("up", "--infrastructure")).isZero();
		assertThat(output).contains("Already up.");
	}

	@Test
	void showsEventsAsJsonWithTheSchemaOfTheRegistry() throws Exception {
		createTopic("sample.events");
		int id = register("sample.events-value");
		produce("sample.events",
				ByteBuffer.allocate(8).put((byte) 0).putInt(id).put(new byte[] { 4, 'h', 'i' }).array());

		assertThat(run("events")).isZero();
		assertThat(output).containsPattern("sample.events +1 +1");
		assertThat(run("events", "sample.events", "--from-beginning", "--max", "1")).isZero();
		JsonNode event = JSON.readTree(output);
		assertThat(event.path("value")).hasToString("{\"text\":\"hi\"}");
		assertThat(event.path("type").stringValue()).isEqualTo("Sample");
		assertThat(event.path("key").stringValue()).isEqualTo("org:1");
		assertThat(run("events", "sample.events", "--from-beginning", "--no-follow")).isZero();
		assertThat(run("events", "none")).isEqualTo(ExitCode.WRONG_USAGE);
	}

	@Test
	void doesNotMoveARunningStackToOtherPorts() {
		Settings elsewhere = new Settings(settings.distribution(), settings.directory(), StackPorts.free());

		assertThat(run(elsewhere, "up", "--infrastructure")).isEqualTo(ExitCode.PORT_TAKEN);
		assertThat(output).contains("runs on ports from " + settings.ports().base()).contains("./clara down");
	}

	private static void createTopic(String topic) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
		}
	}

	private static void produce(String topic, byte[] value) throws Exception {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all"), new StringSerializer(),
				new ByteArraySerializer())) {
			producer.send(new ProducerRecord<>(topic, "org:1", value)).get();
		}
	}

	private static int register(String subject) throws IOException, InterruptedException {
		String schema = "{\"type\":\"record\",\"name\":\"Sample\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"}]}";
		HttpRequest request = HttpRequest
			.newBuilder(URI.create(stack.registryUrl() + "/subjects/" + subject + "/versions"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("schema", schema))))
			.build();
		try (HttpClient http = HttpClient.newHttpClient()) {
			String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
			return JSON.readTree(answer).path("id").intValue();
		}
	}

	private static int run(String... arguments) {
		return run(settings, arguments);
	}

	private static int run(Settings used, String... arguments) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
		int code = Clara.run(used, new Console(stream, stream, false), arguments);
		output = bytes.toString(StandardCharsets.UTF_8);
		return code;
	}

}
