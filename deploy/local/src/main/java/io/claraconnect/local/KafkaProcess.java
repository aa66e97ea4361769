package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * A Kafka broker that is its own controller. Acknowledged records survive {@code kill -9}
 * of the process, but not a power cut: like most brokers it leaves writing to disk to the
 * operating system.
 */
public final class KafkaProcess extends Part {

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private final Path data;

	private final StackPorts ports;

	private final Distribution distribution;

	private final List<BrokerDoor> doors;

	/**
	 * Describes the broker; starts nothing.
	 * @param distribution where its programs are
	 * @param directory where its data, log and pid file are
	 * @param ports where it listens
	 */
	public KafkaProcess(Distribution distribution, StackDirectory directory, StackPorts ports) {
		this(distribution, directory, ports, List.of());
	}

	KafkaProcess(Distribution distribution, StackDirectory directory, StackPorts ports, List<BrokerDoor> doors) {
		super(new OwnProcess("kafka", directory));
		this.data = directory.data("kafka");
		this.ports = ports;
		this.distribution = distribution;
		this.doors = List.copyOf(doors);
	}

	/**
	 * Gives clients their entry.
	 * @return host and port
	 */
	public String bootstrapServers() {
		return "127.0.0.1:" + this.ports.kafka();
	}

	@Override
	void launch(OwnProcess ownProcess) {
		Path settings = writeSettings();
		if (!Files.exists(this.data.resolve("log/meta.properties"))) {
			format(ownProcess, settings);
		}
		ownProcess.launch(java("kafka.Kafka", List.of("-Xms128m", "-Xmx256m"), settings.toString()));
	}

	@Override
	Duration startLimit() {
		return START_LIMIT;
	}

	@Override
	public boolean isReady() {
		if (!StackPorts.isAnswered(this.ports.kafka())) {
			return false;
		}
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
				AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
				3000))) {
			return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
		}
		catch (ExecutionException | TimeoutException | KafkaException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Path writeSettings() {
		try {
			Path file = this.data.resolve("server.properties");
			return Files.writeString(file, KafkaSettings.text(this.data.resolve("log"), this.ports, this.doors));
		}
		catch (IOException ex) {
			throw new StackFailed("The broker's settings cannot be written: " + ex.getMessage(), ex);
		}
	}

	private void format(OwnProcess ownProcess, Path settings) {
		int code = ownProcess.run(java("kafka.tools.StorageTool", List.of("-XX:TieredStopAtLevel=1"), "format",
				"--ignore-formatted", "--cluster-id", KafkaSettings.newClusterId(), "--config", settings.toString()),
				START_LIMIT);
		if (code != 0) {
			throw new StackFailed("The broker's storage cannot be formatted; see " + logFile() + ".");
		}
	}

	private ProcessSpec java(String mainClass, List<String> jvm, String... arguments) {
		List<String> command = new ArrayList<>(List.of(Machine.java().toString(), "-XX:+UseSerialGC"));
		command.addAll(jvm);
		command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
				"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true",
				"-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "-cp",
				this.distribution.brokerLibraries() + "/*", mainClass));
		command.addAll(List.of(arguments));
		return new ProcessSpec(command, Map.of(), this.data);
	}

}
