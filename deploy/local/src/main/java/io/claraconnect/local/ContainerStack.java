package io.claraconnect.local;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The stack of a test JVM in containers, for machines where images are easier to have
 * than processes: {@code ./mvnw verify -Pcontainers}. Written against Testcontainers 2.0;
 * no run with a container engine has been seen yet.
 */
final class ContainerStack implements TestStack {

	@Nullable private static ContainerStack shared;

	private final KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.2.1"));

	private final PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18"));

	private final GenericContainer<?> registry = new GenericContainer<>(
			DockerImageName.parse("apicurio/apicurio-registry:3.3.3"))
		.withExposedPorts(8080)
		.waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").withStartupTimeout(Duration.ofMinutes(2)));

	private ContainerStack() {
		this.kafka.start();
		this.postgres.start();
		this.registry.start();
	}

	static synchronized ContainerStack shared() {
		if (shared == null) {
			shared = new ContainerStack();
		}
		return shared;
	}

	@Override
	public String bootstrapServers() {
		return this.kafka.getBootstrapServers();
	}

	@Override
	public String registryUrl() {
		return "http://" + this.registry.getHost() + ":" + this.registry.getMappedPort(8080) + "/apis/ccompat/v7";
	}

	@Override
	public String adminUser() {
		return this.postgres.getUsername();
	}

	@Override
	public String adminPassword() {
		return this.postgres.getPassword();
	}

	@Override
	public String jdbcUrl(String database) {
		return "jdbc:postgresql://" + address(database);
	}

	@Override
	public String r2dbcUrl(String database) {
		return "r2dbc:postgresql://" + address(database);
	}

	private String address(String database) {
		return this.postgres.getHost() + ":" + this.postgres.getMappedPort(5432) + "/" + database;
	}

}
