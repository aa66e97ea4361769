package io.claraconnect.kit.kafka;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.schemas.TopicCatalogue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The deployment step that creates topics and registers schemas, as the catalogue lists
 * them. Running it again changes nothing. Told by the environment:
 * {@code CLARA_KAFKA_BOOTSTRAP}, {@code CLARA_REGISTRY_URL}, optionally
 * {@code CLARA_REGISTRY_USER} and {@code CLARA_REGISTRY_PASSWORD},
 * {@code CLARA_REGISTRY_NEW_IDS=accept} (register schemas under other ids than records
 * carry), {@code CLARA_TOPIC_PARTITIONS} (for all topics, instead of the catalogue's),
 * {@code CLARA_TOPIC_REPLICATION} (1), {@code CLARA_DEPLOY_WAIT} (seconds to wait for
 * broker and registry, 60) and {@code CLARA_KAFKA_CLIENT_<NAME>} for further client
 * properties, where {@code _} stands for a dot.
 */
public final class DeployTopics {

	private static final String CLIENT_PREFIX = "CLARA_KAFKA_CLIENT_";

	private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

	private final Map<String, String> environment;

	private final PrintStream out;

	DeployTopics(Map<String, String> environment, PrintStream out) {
		this.environment = environment;
		this.out = out;
	}

	/**
	 * Deploys and exits: 0 done, 1 refused (an incompatible schema, a registry that lost
	 * its memory, a wrong setting), 2 broker or registry not there.
	 * @param args none
	 */
	public static void main(String[] args) {
		System.exit(deploy(System.getenv(), System.out));
	}

	/**
	 * Deploys.
	 * @param environment the settings
	 * @param out where the table and the sentences go
	 * @return the exit code of {@link #main}
	 */
	public static int deploy(Map<String, String> environment, PrintStream out) {
		return new DeployTopics(environment, out).run();
	}

	private int run() {
		try (Admin admin = Admin.create(adminProperties()); RegistryClient registry = new RegistryClient(registry())) {
			Deadline deadline = new Deadline(Duration.ofSeconds(number("CLARA_DEPLOY_WAIT", 60)));
			if (!deadline.reached(() -> admin.describeCluster().nodes().get())) {
				return failed(2, "No Kafka broker answers at " + setting("CLARA_KAFKA_BOOTSTRAP") + '.');
			}
			if (!deadline.reached(registry::ping)) {
				return failed(2, "No schema registry answers at " + setting("CLARA_REGISTRY_URL") + '.');
			}
			List<String[]> rows = new ArrayList<>();
			TopicCatalogue catalogue = TopicCatalogue.load();
			new TopicDeployment(admin, partitions(), (short) number("CLARA_TOPIC_REPLICATION", 1)).deploy(catalogue,
					rows);
			new SchemaDeployment(registry).deploy(catalogue, rows);
			if (!"accept".equals(this.environment.get("CLARA_REGISTRY_NEW_IDS"))) {
				new CarriedIds(adminProperties()).check(catalogue, registry)
					.forEach((topic) -> rows.add(new String[] { topic, "ids of its records", "may not be read here" }));
			}
			print(rows);
			return 0;
		}
		catch (SchemaRefused ex) {
			return failed(1, ex.getMessage());
		}
		catch (IllegalArgumentException ex) {
			return failed(1, "Wrong setting: " + ex.getMessage());
		}
		catch (RegistryUnavailable ex) {
			return failed(2, "The schema registry went away: " + ex.getMessage());
		}
		catch (KafkaException ex) {
			return failed(2, "The broker refused or went away: " + ex.getMessage());
		}
	}

	private Map<String, Object> adminProperties() {
		Map<String, Object> properties = new HashMap<>();
		this.environment.forEach((name, value) -> {
			if (name.startsWith(CLIENT_PREFIX)) {
				properties.put(
						name.substring(CLIENT_PREFIX.length()).toLowerCase(java.util.Locale.ROOT).replace('_', '.'),
						value);
			}
		});
		properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, setting("CLARA_KAFKA_BOOTSTRAP"));
		properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
		properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
		return properties;
	}

	private RegistrySettings registry() {
		return new RegistrySettings(URI.create(setting("CLARA_REGISTRY_URL")),
				this.environment.get("CLARA_REGISTRY_USER"), this.environment.get("CLARA_REGISTRY_PASSWORD"),
				Duration.ofSeconds(10));
	}

	@Nullable private Integer partitions() {
		return this.environment.containsKey("CLARA_TOPIC_PARTITIONS") ? number("CLARA_TOPIC_PARTITIONS", 0) : null;
	}

	private String setting(String name) {
		String value = this.environment.get(name);
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException(name + " is not set.");
		}
		return value;
	}

	private int number(String name, int otherwise) {
		String value = this.environment.get(name);
		if (value == null || value.isBlank()) {
			return otherwise;
		}
		if (!value.matches("[1-9][0-9]{0,3}")) {
			throw new IllegalArgumentException(name + " must be a number from 1 to 9999.");
		}
		return Integer.parseInt(value);
	}

	private int failed(int code, @Nullable String sentence) {
		this.out.println(sentence);
		return code;
	}

	private void print(List<String[]> rows) {
		int first = rows.stream().mapToInt((row) -> row[0].length()).max().orElse(0);
		int second = rows.stream().mapToInt((row) -> row[1].length()).max().orElse(0);
		StringBuilder table = new StringBuilder();
		for (String[] row : rows) {
			table.append(("%-" + first + "s  %-" + second + "s  %s").formatted((Object[]) row)).append('\n');
		}
		this.out.write(table.toString().getBytes(StandardCharsets.UTF_8), 0,
				table.toString().getBytes(StandardCharsets.UTF_8).length);
		this.out.flush();
	}

	/** How long to wait for the parts, all in all. */
	private static final class Deadline {

		private final long end;

		Deadline(Duration wait) {
			this.end = System.nanoTime() + wait.toNanos();
		}

		boolean reached(Attempt attempt) {
			while (true) {
				try {
					attempt.run();
					return true;
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return false;
				}
				catch (Exception ex) {
					if (System.nanoTime() - this.end > 0) {
						return false;
					}
					LockSupport.parkNanos(PAUSE_NANOS);
				}
			}
		}

	}

	/** A call that fails while a part is not there. */
	private interface Attempt {

		void run() throws Exception;

	}

}
