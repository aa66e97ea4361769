package io.claraconnect.dossier.migrate;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.dossier.migrate.MigrationFailed.Reason;
import org.postgresql.PGConnection;

/** Connections of the migration role. */
final class AdminDoor {

	private static final Duration LOOK_EVERY = Duration.ofMillis(500);

	private static final long LOCK = 0x436c617261L;

	private final MigrationSettings settings;

	AdminDoor(MigrationSettings settings) {
		this.settings = settings;
	}

	/** The first connection; waits for the server. */
	Connection await() {
		long end = System.nanoTime() + this.settings.patience().toNanos();
		while (true) {
			try {
				return open(this.settings.adminUrl());
			}
			catch (SQLException ex) {
				boolean refused = ex.getSQLState() != null && ex.getSQLState().startsWith("28");
				if (refused || System.nanoTime() - end > 0) {
					throw new MigrationFailed(Reason.UNREACHABLE,
							refused ? "The database refuses CLARA_ADMIN_DB_USER with CLARA_ADMIN_DB_PASSWORD"
									: "The database does not answer within " + this.settings.patience().toSeconds()
											+ " s; check CLARA_ADMIN_DB_URL and that the server runs",
							ex);
				}
				LockSupport.parkNanos(LOOK_EVERY.toNanos());
			}
		}
	}

	Connection open(String url) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", this.settings.adminUser());
		properties.setProperty("password", this.settings.adminPassword().reveal());
		properties.setProperty("connectTimeout", "5");
		properties.setProperty("ApplicationName", "clara-migration");
		return DriverManager.getConnection(url, properties);
	}

	/** Waits for other migrations to end; held until the connection is closed. */
	void lock(Connection admin) throws SQLException {
		long end = System.nanoTime() + this.settings.patience().toNanos();
		try (PreparedStatement statement = admin.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
			statement.setLong(1, LOCK);
			while (true) {
				try (ResultSet result = statement.executeQuery()) {
					if (result.next() && result.getBoolean(1)) {
						return;
					}
				}
				if (System.nanoTime() - end > 0) {
					throw new MigrationFailed(Reason.BUSY, "Another migration has been running for more than "
							+ this.settings.patience().toSeconds() + " s; wait for it or end it, then try again", null);
				}
				LockSupport.parkNanos(LOOK_EVERY.toNanos());
			}
		}
	}

	void createDatabase(Connection admin, String name) throws SQLException {
		if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
			execute(admin, "CREATE DATABASE " + name);
		}
		execute(admin, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
	}

	/** The password goes to the server as a SCRAM verifier, so no log can have it. */
	void createRole(Connection admin, ServiceRole role) throws SQLException {
		if (!exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.roleName())) {
			execute(admin, "CREATE ROLE " + role.roleName());
		}
		execute(admin, "ALTER ROLE " + role.roleName() + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS");
		var password = this.settings.rolePasswords().get(role);
		if (password != null) {
			admin.unwrap(PGConnection.class)
				.alterUserPassword(role.roleName(), password.reveal().toCharArray(), "scram-sha-256");
		}
		for (String database : new String[] { MigrationSettings.DATABASE, MigrationSettings.KEYS_DATABASE }) {
			execute(admin, "GRANT CONNECT ON DATABASE " + database + " TO " + role.roleName());
		}
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static boolean exists(Connection connection, String sql, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, name);
			try (ResultSet result = statement.executeQuery()) {
				return result.next();
			}
		}
	}

}
