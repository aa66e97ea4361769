package io.claraconnect.dossier.migrate;

import java.util.Locale;

/**
 * The database roles of services. Each owns the use of one schema of its own name.
 */
public enum ServiceRole {

	/** config-service. */
	CONFIG,
	/** sync-worker. */
	SYNC,
	/** scoring-service. */
	SCORING,
	/** writeback-service. */
	WRITEBACK;

	/** The schema with the service's own tables. */
	public String schema() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The role that the service logs in with. */
	public String roleName() {
		return "clara_" + schema();
	}

	/** The environment variable with the role's password. */
	String passwordVariable() {
		return "CLARA_DB_PASSWORD_" + name();
	}

}
