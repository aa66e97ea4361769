package io.claraconnect.kit.kafka;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.local.LocalStack;
import io.claraconnect.local.StackPorts;
import io.claraconnect.schemas.TopicCatalogue;
import io.claraconnect.schemas.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeployTopicsIT {

	private final LocalStack stack = LocalStack.forTests();

	private final Map<String, String> environment = new HashMap<>(
			Map.of("CLARA_KAFKA_BOOTSTRAP", this.stack.bootstrapServers(), "CLARA_REGISTRY_URL",
					this.stack.registryUrl(), "CLARA_TOPIC_PARTITIONS", "3", "CLARA_DEPLOY_WAIT", "1"));

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@Test
	@DisplayName("Deploying creates topics and registers schemas; again it changes nothing; partitions never change")
	void deploysTwice() throws Exception {
		assertThat(deploy()).as(text()).isZero();
		String first = text();
		assertThat(deploy()).as(text()).isZero();
		String second = text();
		this.environment.put("CLARA_TOPIC_PARTITIONS", "5");
		assertThat(deploy()).as(text()).isZero();

		assertThat(second).contains("ats.webhooks.sync-worker.dlt").doesNotContain("created", "changed;");
		assertThat(ids(second)).isEqualTo(ids(first)).hasSize(TopicCatalogue.load().topics().size());
		assertThat(text()).contains("KEPT AT 3 PARTITIONS");
		try (Admin admin = Admin
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.stack.bootstrapServers()))) {
			assertThat(
					admin.describeTopics(List.of(Topics.SCORES)).allTopicNames().get().get(Topics.SCORES).partitions())
				.hasSize(3);
		}
	}

	@Test
	@DisplayName("The registered schema is the one of the jar, whatever the generated classes add to theirs")
	void registeredSchemaIsClean() {
		deploy();
		try (RegistryClient registry = new RegistryClient(
				EventStack.registry(java.net.URI.create(this.stack.registryUrl())))) {
			int id = registry.idOf(Topics.subject(Topics.SCORES),
					io.claraconnect.schemas.ScreeningScore.getClassSchema());

			assertThat(registry.schemaById(id))
				.isEqualTo(TopicCatalogue.load().find(Topics.SCORES).orElseThrow().schema());
			assertThat(registry.schemaById(id).toString()).doesNotContain("avro.java.string");
			assertThat(new SchemaIds(TopicCatalogue.load(), "scoring-service", registry).look()).isEmpty();
		}
	}

	@Test
	@DisplayName("Without a broker or a registry it says which one after a bounded wait")
	void saysWhatIsMissing() {
		this.environment.put("CLARA_REGISTRY_URL", "http://127.0.0.1:" + StackPorts.free().registry());
		assertThat(deploy()).isEqualTo(2);
		assertThat(text()).startsWith("No schema registry answers at http://127.0.0.1:");

		this.environment.put("CLARA_KAFKA_BOOTSTRAP", "127.0.0.1:" + StackPorts.free().kafka());
		assertThat(deploy()).isEqualTo(2);
		assertThat(text()).startsWith("No Kafka broker answers at 127.0.0.1:");
	}

	@Test
	@DisplayName("A setting that is missing or no number is named")
	void namesTheWrongSetting() {
		this.environment.put("CLARA_TOPIC_PARTITIONS", "many");
		assertThat(deploy()).isEqualTo(1);
		assertThat(text()).contains("CLARA_TOPIC_PARTITIONS");

		this.environment.remove("CLARA_KAFKA_BOOTSTRAP");
		assertThat(deploy()).isEqualTo(1);
		assertThat(text()).contains("CLARA_KAFKA_BOOTSTRAP is not set");
	}

	private int deploy() {
		this.out.reset();
		return DeployTopics.deploy(this.environment, new PrintStream(this.out, true, StandardCharsets.UTF_8));
	}

	private String text() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private static List<String> ids(String table) {
		return table.lines().filter((line) -> line.contains("schema id")).toList();
	}

}
