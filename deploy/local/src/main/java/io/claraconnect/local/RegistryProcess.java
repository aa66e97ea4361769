package io.claraconnect.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An Apicurio Registry that keeps its schemas in a database of the stack's PostgreSQL, so
 * that their ids outlive it.
 */
public final class RegistryProcess extends Part {

	private static final String DATABASE = "registry";

	private static final Duration START_LIMIT = Duration.ofSeconds(90);

	private final Path data;

	private final StackPorts ports;

	private final Distribution distribution;

	private final PostgresProcess postgres;

	/**
	 * Describes the registry; starts nothing.
	 * @param distribution where its programs are
	 * @param directory where its log and pid file are
	 * @param ports where it listens
	 * @param postgres the server that keeps its data; must be up before {@link #start()}
	 */
	public RegistryProcess(Distribution distribution, StackDirectory directory, StackPorts ports,
			PostgresProcess postgres) {
		super(new OwnProcess("registry", directory));
		this.data = directory.data("registry");
		this.ports = ports;
		this.distribution = distribution;
		this.postgres = postgres;
	}

	/**
	 * Gives clients the base of the Confluent-compatible API.
	 * @return a URL without trailing slash
	 */
	public String url() {
		return "http://127.0.0.1:" + this.ports.registry() + "/apis/ccompat/v7";
	}

	@Override
	void launch(OwnProcess ownProcess) {
		this.postgres.createDatabase(DATABASE);
		ownProcess
			.launch(new ProcessSpec(List.of(Machine.java().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
					"-Xmx192m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar",
					this.distribution.registryJar().toString()), environment(), this.data));
	}

	@Override
	Duration startLimit() {
		return START_LIMIT;
	}

	private Map<String, String> environment() {
		return Map.ofEntries(Map.entry("APICURIO_STORAGE_KIND", "sql"),
				Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
				Map.entry("APICURIO_DATASOURCE_URL", this.postgres.jdbcUrl(DATABASE)),
				Map.entry("APICURIO_DATASOURCE_USERNAME", PostgresProcess.ADMIN),
				Map.entry("APICURIO_DATASOURCE_PASSWORD", this.postgres.adminPassword()),
				Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
				Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
				Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"), Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
				Map.entry("QUARKUS_HTTP_PORT", String.valueOf(this.ports.registry())),
				Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
				Map.entry("QUARKUS_MANAGEMENT_PORT", String.valueOf(this.ports.registryManagement())),
				Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
				Map.entry("QUARKUS_LOG_CATEGORY__IO_APICURIO__LEVEL", "WARN"));
	}

	@Override
	public boolean isReady() {
		return Http.answers(URI.create("http://127.0.0.1:" + this.ports.registryManagement() + "/health/ready"))
				&& Http.answers(URI.create(url() + "/subjects"));
	}

}
