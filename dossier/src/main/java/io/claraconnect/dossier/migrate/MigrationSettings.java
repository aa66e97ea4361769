package io.claraconnect.dossier.migrate;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.claraconnect.ats.api.Secret;

/**
 * What the migration needs.
 *
 * @param adminUrl {@code jdbc:postgresql://host:port/postgres}
 * @param adminUser a role that may create databases and roles
 * @param adminPassword its password
 * @param rolePasswords the password of each service's role
 * @param patience how long to wait for the database server, and for another migration
 * that runs
 */
public record MigrationSettings(String adminUrl, String adminUser, Secret adminPassword,
		Map<ServiceRole, Secret> rolePasswords, Duration patience) {

	/** Database of everything but the candidates' keys. */
	public static final String DATABASE = "clara";

	/** Database of the candidates' keys. */
	public static final String KEYS_DATABASE = "clara_keys";

	public MigrationSettings {
		rolePasswords = Map.copyOf(rolePasswords);
		if (!adminUrl.startsWith("jdbc:postgresql://") || adminUrl.lastIndexOf('/') < "jdbc:postgresql://".length()) {
			throw new IllegalArgumentException(
					"CLARA_ADMIN_DB_URL must look like jdbc:postgresql://host:5432/postgres");
		}
	}

	/**
	 * Settings from the environment.
	 * @throws IllegalArgumentException naming the variable that is missing or wrong
	 */
	public static MigrationSettings from(Map<String, String> environment) {
		Map<ServiceRole, Secret> passwords = new EnumMap<>(ServiceRole.class);
		for (ServiceRole role : ServiceRole.values()) {
			passwords.put(role, Secret.of(require(environment, role.passwordVariable())));
		}
		return new MigrationSettings(require(environment, "CLARA_ADMIN_DB_URL"),
				require(environment, "CLARA_ADMIN_DB_USER"), Secret.of(require(environment, "CLARA_ADMIN_DB_PASSWORD")),
				passwords, Duration.ofSeconds(60));
	}

	/** Settings where every role has the same password, for tests. */
	public static MigrationSettings withOnePassword(String adminUrl, String adminUser, String adminPassword,
			String rolePassword) {
		Map<ServiceRole, Secret> passwords = new EnumMap<>(ServiceRole.class);
		for (ServiceRole role : ServiceRole.values()) {
			passwords.put(role, Secret.of(rolePassword));
		}
		return new MigrationSettings(adminUrl, adminUser, Secret.of(adminPassword), passwords, Duration.ofSeconds(60));
	}

	/** The address of another database of the same server. */
	String urlOf(String database) {
		int end = this.adminUrl.indexOf('?');
		String address = (end >= 0) ? this.adminUrl.substring(0, end) : this.adminUrl;
		String options = (end >= 0) ? this.adminUrl.substring(end) : "";
		return address.substring(0, address.lastIndexOf('/') + 1) + database + options;
	}

	private static String require(Map<String, String> environment, String name) {
		String value = environment.get(name);
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("Set " + name + ": the migration job cannot work without it");
		}
		return value;
	}

}
