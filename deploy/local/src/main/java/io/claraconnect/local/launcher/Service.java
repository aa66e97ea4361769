package io.claraconnect.local.launcher;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

import io.claraconnect.local.StackPorts;
import org.jspecify.annotations.Nullable;

/**
 * The five services, in the order of the table on the console.
 */
public enum Service {

	/** Set-up and status. */
	CONFIG_SERVICE("config-service", StackPorts::configService, "config", 320),

	/** Takes webhooks; touches no database. */
	WEBHOOK_INGRESS("webhook-ingress", StackPorts::webhookIngress, null, 256),

	/** Reads the ATS. */
	SYNC_WORKER("sync-worker", StackPorts::syncWorker, "sync", 320),

	/** Scores. */
	SCORING_SERVICE("scoring-service/service", StackPorts::scoringService, "scoring", 512),

	/** Writes to the ATS. */
	WRITEBACK_SERVICE("writeback-service", StackPorts::writebackService, "writeback", 320);

	private final String module;

	private final ToIntFunction<StackPorts> port;

	private final @Nullable String databaseSchema;

	private final int heapMegabytes;

	Service(String module, ToIntFunction<StackPorts> port, @Nullable String databaseSchema, int heapMegabytes) {
		this.module = module;
		this.port = port;
		this.databaseSchema = databaseSchema;
		this.heapMegabytes = heapMegabytes;
	}

	/**
	 * Names the service as its image, its log and its consumer group do.
	 * @return the name in lower case with hyphens
	 */
	public String partName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	int port(StackPorts ports) {
		return this.port.applyAsInt(ports);
	}

	Optional<String> databaseSchema() {
		return Optional.ofNullable(this.databaseSchema);
	}

	int heapMegabytes() {
		return this.heapMegabytes;
	}

	/** The executable jar that Spring Boot's plugin makes. */
	Path jar(Path home) {
		return home.resolve(this.module).resolve("target").resolve(partName() + "-boot.jar");
	}

}
