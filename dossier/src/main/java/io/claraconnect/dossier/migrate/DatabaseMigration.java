package io.claraconnect.dossier.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.claraconnect.dossier.migrate.MigrationFailed.Reason;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings databases, roles, schemas and rights to what this build needs. Idempotent; two
 * at a time wait for each other. A service's SQL is found on the class path as
 * {@code db/<schema>/V*.sql}; every table of a service gets row-level security by
 * {@code organisation_id} and is granted to that service's role alone, whether its SQL
 * says so or not.
 */
public final class DatabaseMigration {

	private static final String HISTORY = "flyway_schema_history";

	private static final String ALL_ROLES = Arrays.stream(ServiceRole.values())
		.map(ServiceRole::roleName)
		.collect(Collectors.joining(", "));

	private final MigrationSettings settings;

	private final AdminDoor door;

	/** A migration, not yet run. */
	public DatabaseMigration(MigrationSettings settings) {
		this.settings = settings;
		this.door = new AdminDoor(settings);
	}

	/**
	 * Migrates everything.
	 * @return what became of each schema
	 * @throws MigrationFailed with what to do
	 */
	public List<MigratedSchema> run() {
		try (Connection admin = this.door.await()) {
			this.door.lock(admin);
			this.door.createDatabase(admin, MigrationSettings.DATABASE);
			this.door.createDatabase(admin, MigrationSettings.KEYS_DATABASE);
			for (ServiceRole role : ServiceRole.values()) {
				this.door.createRole(admin, role);
			}
			return migrateAll();
		}
		catch (SQLException | FlywayException ex) {
			throw new MigrationFailed(Reason.STATEMENT, "A migration failed: " + ex.getMessage(), ex);
		}
	}

	private List<MigratedSchema> migrateAll() throws SQLException {
		List<MigratedSchema> migrated = new ArrayList<>();
		String url = this.settings.urlOf(MigrationSettings.DATABASE);
		for (String schema : List.of("platform", "dossier")) {
			migrated.add(migrate(MigrationSettings.DATABASE, schema));
			readable(url, schema);
		}
		for (ServiceRole role : ServiceRole.values()) {
			migrated.add(migrate(MigrationSettings.DATABASE, role.schema()));
			grant(url, role);
		}
		migrated.add(migrate(MigrationSettings.KEYS_DATABASE, "keys"));
		readable(this.settings.urlOf(MigrationSettings.KEYS_DATABASE), "keys");
		return migrated;
	}

	private MigratedSchema migrate(String database, String schema) {
		Flyway flyway = Flyway.configure(getClass().getClassLoader())
			.dataSource(this.settings.urlOf(database), this.settings.adminUser(),
					this.settings.adminPassword().reveal())
			.schemas(schema)
			.defaultSchema(schema)
			.locations("classpath:db/" + schema)
			.table(HISTORY)
			.load();
		MigrateResult result = flyway.migrate();
		MigrationInfo current = flyway.info().current();
		String version = (current != null && current.getVersion() != null) ? current.getVersion().getVersion() : "-";
		return new MigratedSchema(database, schema, result.migrationsExecuted, version);
	}

	/** Services look at the history to see whether they may start. */
	private void readable(String url, String schema) throws SQLException {
		try (Connection connection = this.door.open(url)) {
			AdminDoor.execute(connection, "GRANT USAGE ON SCHEMA " + schema + " TO " + ALL_ROLES);
			AdminDoor.execute(connection, "GRANT SELECT ON " + schema + "." + HISTORY + " TO " + ALL_ROLES);
		}
	}

	private void grant(String url, ServiceRole role) throws SQLException {
		String schema = role.schema();
		try (Connection connection = this.door.open(url)) {
			AdminDoor.execute(connection, "GRANT USAGE ON SCHEMA " + schema + " TO " + role.roleName());
			AdminDoor.execute(connection,
					"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + role.roleName());
			for (String table : tables(connection, schema)) {
				if (!table.equals(HISTORY)) {
					String name = schema + "." + table;
					AdminDoor.execute(connection, "SELECT platform.protect('" + name + "')");
					AdminDoor.execute(connection,
							"GRANT SELECT, INSERT, UPDATE, DELETE ON " + name + " TO " + role.roleName());
				}
			}
			AdminDoor.execute(connection, "GRANT SELECT ON " + schema + "." + HISTORY + " TO " + role.roleName());
		}
	}

	private static List<String> tables(Connection connection, String schema) throws SQLException {
		List<String> tables = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT c.relname FROM pg_class c JOIN pg_namespace n"
						+ " ON n.oid = c.relnamespace WHERE n.nspname = '" + schema
						+ "' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1")) {
			while (result.next()) {
				tables.add(result.getString(1));
			}
		}
		return tables;
	}

}
