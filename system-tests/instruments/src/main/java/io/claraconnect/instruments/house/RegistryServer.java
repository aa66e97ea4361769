package io.claraconnect.instruments.house;

import io.claraconnect.local.launcher.Assembly;

/** The schema registry. */
public final class RegistryServer extends Server {

	private final Assembly assembly;

	private final Sql sql;

	RegistryServer(Assembly assembly, Sql sql) {
		super(assembly.infrastructure().registry());
		this.assembly = assembly;
		this.sql = sql;
	}

	/**
	 * Restores it empty, as from a backup that was never made: every schema is gone, and
	 * ids begin anew.
	 */
	public void wipe() {
		kill();
		this.sql.run("DROP DATABASE IF EXISTS registry WITH (FORCE)");
		start();
	}

	/** Registers the schemas again, as the deployment step does. */
	public void deploySchemas() {
		this.assembly.deployTopics();
	}

}
