package io.claraconnect.kit.kafka;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("R3")
class LostRegistryIT {

	private static final Map<String, String> ACCEPT = Map.of("CLARA_REGISTRY_NEW_IDS", "accept");

	private final EventStack events = new EventStack(1);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@AfterEach
	void close() throws Exception {
		this.events.close();
	}

	@Test
	@DisplayName("A registry restored empty gets every schema back under the id that records carry: our services read on and write again, foreign readers read what was there (R3)")
	void restoredEmpty() throws Exception {
		deployAnew();
		List<String> before = ids();
		publish("lost");
		lose();
		assertThat(read("lost", true)).isEqualTo("lost");
		assertThat(deploy(Map.of())).as(text()).isZero();
		assertThat(ids()).isEqualTo(before);
		publish("again");
		assertThat(read("lost", false)).isEqualTo("lost");
		assertThat(read("again", false)).isEqualTo("again");
	}

	@Test
	@DisplayName("A registry that gives other ids than records carry is refused, for foreign readers would misread them; our services read on (R3)")
	void otherIds() throws Exception {
		deployAnew();
		publish("mine");
		lose();
		this.events.registry.register("stranger-value", SchemaBuilder.builder().stringType());
		assertThat(deploy(Map.of())).isEqualTo(1);
		assertThat(text()).contains("Records of platform.outcomes carry schema id").contains("Restore its storage");
		assertThat(read("mine", true)).isEqualTo("mine");
		assertThatThrownBy(() -> read("mine", false)).isInstanceOf(RuntimeException.class);
		assertThat(deploy(ACCEPT)).as(text()).isZero();
		publish("yours");
		assertThat(read("yours", false)).isEqualTo("yours");
		assertThat(deploy(Map.of())).as(text()).isZero();
		// Others deploy after this, and go by the last record.
		deployAnew();
		publish("end");
	}

	/** What other tests left may carry any id. */
	private void deployAnew() throws SQLException {
		lose();
		assertThat(deploy(ACCEPT)).as(text()).isZero();
	}

	private void publish(String code) {
		try (EventPublisher publisher = new EventPublisher(this.events.settings, this.events.coldEncoder(),
				EventStack.SERVICE, Clock.systemUTC(), IdGenerator.of(new Random(3)), this.events.meters)) {
			publisher.publish(Topics.OUTCOMES, "org:int:" + code, EventStack.outcome(code), Cause.fresh()).block();
		}
	}

	/**
	 * As our services do, by the name of the schema, or as foreign readers, by its id.
	 */
	private String read(String code, boolean byName) {
		EventEncoder encoder = this.events.coldEncoder();
		ConsumerRecord<String, byte[]> record = this.events.read(Topics.OUTCOMES)
			.stream()
			.filter((any) -> any.key().equals("org:int:" + code))
			.reduce((first, second) -> second)
			.orElseThrow();
		Outcome outcome = byName ? encoder.decode(Topics.OUTCOMES, record.headers(), record.value(), Outcome.class)
				: encoder.decode(Topics.OUTCOMES, record.value(), Outcome.class);
		return outcome.getCode();
	}

	private void lose() throws SQLException {
		this.events.stack.registry().killNow();
		try (Connection admin = DriverManager.getConnection(this.events.stack.jdbcUrl("postgres"),
				this.events.stack.adminUser(), this.events.stack.adminPassword());
				Statement drop = admin.createStatement()) {
			drop.execute("DROP DATABASE registry WITH (FORCE)");
		}
		this.events.stack.registry().start();
	}

	private int deploy(Map<String, String> more) {
		this.out.reset();
		Map<String, String> environment = new HashMap<>(more);
		environment.put("CLARA_KAFKA_BOOTSTRAP", this.events.stack.bootstrapServers());
		environment.put("CLARA_REGISTRY_URL", this.events.stack.registryUrl());
		environment.put("CLARA_TOPIC_PARTITIONS", "3");
		return DeployTopics.deploy(environment, new PrintStream(this.out, true, StandardCharsets.UTF_8));
	}

	private List<String> ids() {
		return text().lines().filter((line) -> line.contains("schema id")).toList();
	}

	private String text() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

}
