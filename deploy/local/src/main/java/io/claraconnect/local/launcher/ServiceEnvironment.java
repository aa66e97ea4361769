package io.claraconnect.local.launcher;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.claraconnect.local.LocalStack;

/**
 * Every setting the launcher gives to a program, in one place. Spring Boot reads
 * {@code CLARA_DB_URL} as {@code clara.db.url}, and so on.
 */
final class ServiceEnvironment {

	/** Database of all services. */
	static final String DATABASE = "clara";

	/** Database of the candidates' keys, apart because its backups live shorter. */
	static final String KEYS_DATABASE = "clara_keys";

	private final Settings settings;

	private final LocalStack stack;

	private final Secrets secrets;

	ServiceEnvironment(Settings settings, LocalStack stack, Secrets secrets) {
		this.settings = settings;
		this.stack = stack;
		this.secrets = secrets;
	}

	/** The migration job makes databases and roles, and gives each role its password. */
	Map<String, String> ofMigration() {
		Map<String, String> environment = new TreeMap<>();
		environment.put("CLARA_ADMIN_DB_URL", this.stack.jdbcUrl("postgres"));
		environment.put("CLARA_ADMIN_DB_USER", this.stack.adminUser());
		environment.put("CLARA_ADMIN_DB_PASSWORD", this.stack.adminPassword());
		for (Service service : Service.values()) {
			service.databaseSchema()
				.ifPresent((schema) -> environment.put("CLARA_DB_PASSWORD_" + schema.toUpperCase(Locale.ROOT),
						this.secrets.databasePassword(schema)));
		}
		return environment;
	}

	/** The step that creates topics and registers schemas. */
	Map<String, String> ofTopics() {
		Map<String, String> environment = new TreeMap<>(broker());
		environment.put("CLARA_TOPIC_PARTITIONS", "4");
		environment.put("CLARA_TOPIC_REPLICATION", "1");
		return environment;
	}

	Map<String, String> of(Service service) {
		Map<String, String> environment = new TreeMap<>(broker());
		environment.put("SERVER_ADDRESS", "127.0.0.1");
		environment.put("SERVER_PORT", String.valueOf(service.port(this.settings.ports())));
		environment.put("CLARA_KEYSET_FILE", this.secrets.platformKeys().toString());
		environment.put("CLARA_ATS_ALLOWED_ORIGINS", "http://127.0.0.1:" + this.settings.ports().sandbox());
		environment.put("CLARA_ATS_PLATFORM_CREDENTIALS_FILE", this.secrets.platformCredentials().toString());
		service.databaseSchema().ifPresent((schema) -> {
			environment.put("CLARA_DB_URL", this.stack.r2dbcUrl(DATABASE));
			environment.put("CLARA_KEYS_DB_URL", this.stack.r2dbcUrl(KEYS_DATABASE));
			environment.put("CLARA_DB_USER", "clara_" + schema);
			environment.put("CLARA_DB_PASSWORD", this.secrets.databasePassword(schema));
		});
		if (service == Service.CONFIG_SERVICE) {
			environment.put("CLARA_ADMIN_TOKEN_FILE", this.secrets.adminToken().toString());
			String ingress = "http://127.0.0.1:" + this.settings.ports().webhookIngress();
			environment.put("CLARA_WEBHOOK_BASE_URL", ingress);
			environment.put("CLARA_INGRESS_INTERNAL_URL", ingress);
			environment.put("CLARA_OAUTH_CALLBACK_URL",
					"http://127.0.0.1:" + this.settings.ports().configService() + "/oauth/callback");
		}
		return environment;
	}

	private Map<String, String> broker() {
		return Map.of("CLARA_KAFKA_BOOTSTRAP", this.stack.bootstrapServers(), "CLARA_REGISTRY_URL",
				this.stack.registryUrl());
	}

}
