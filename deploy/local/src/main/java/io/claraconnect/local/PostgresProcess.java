package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A PostgreSQL server with a superuser whose password is made on the first start. Commits
 * are durable.
 */
public final class PostgresProcess extends Part {

	/** Name of the superuser. */
	public static final String ADMIN = "clara_admin";

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private static final List<String> SETTINGS = List.of("listen_addresses=127.0.0.1", "unix_socket_directories=",
			"max_connections=200", "shared_buffers=64MB", "max_wal_size=256MB", "io_method=sync", "jit=off",
			"autovacuum_max_workers=1", "max_parallel_workers=0", "max_logical_replication_workers=0",
			"log_min_messages=warning", "log_min_error_statement=panic", "log_error_verbosity=terse", "timezone=UTC",
			"log_timezone=UTC");

	private final StackDirectory directory;

	private final Path data;

	private final StackPorts ports;

	private final Distribution distribution;

	/**
	 * Describes the server; starts nothing.
	 * @param distribution where its programs are
	 * @param directory where its data, log, pid file and password are
	 * @param ports where it listens
	 */
	public PostgresProcess(Distribution distribution, StackDirectory directory, StackPorts ports) {
		super(new OwnProcess("postgres", directory));
		this.directory = directory;
		this.data = directory.passage("postgres").resolve("cluster");
		this.ports = ports;
		this.distribution = distribution;
	}

	/**
	 * Gives the port.
	 * @return port of 127.0.0.1
	 */
	public int port() {
		return this.ports.postgres();
	}

	/**
	 * Gives the superuser's password, making it when there is none yet.
	 * @return the password, never to be logged
	 */
	public String adminPassword() {
		return SecretFile.password(passwordFile());
	}

	/**
	 * Names a database for JDBC, without user or password.
	 * @param database name of a database
	 * @return the URL
	 */
	public String jdbcUrl(String database) {
		return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
	}

	/**
	 * Creates a database unless it exists.
	 * @param database lower-case letters, digits and underscores
	 */
	public void createDatabase(String database) {
		if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
			throw new IllegalArgumentException("Not a plain database name: " + database);
		}
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			try (ResultSet found = statement
				.executeQuery("select 1 from pg_database where datname = '" + database + "'")) {
				if (found.next()) {
					return;
				}
			}
			statement.executeUpdate("create database " + database);
		}
		catch (SQLException ex) {
			throw new StackFailed("The database " + database + " cannot be created: " + ex.getMessage(), ex);
		}
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.putAll(Map.of("user", ADMIN, "password", adminPassword(), "connectTimeout", "2", "socketTimeout",
				"20", "gssEncMode", "disable"));
		return DriverManager.getConnection(jdbcUrl("postgres"), properties);
	}

	/** After kill -9 of the server its children may hold its memory a moment longer. */
	@Override
	void launch(OwnProcess ownProcess) {
		OrdinaryUser user = OrdinaryUser.find();
		Path programs = programs(user);
		if (!Files.exists(this.data.resolve("PG_VERSION"))) {
			initialise(user, programs);
		}
		user.own(this.data);
		ProcessSpec server = server(user, programs);
		Waiting.until(Duration.ofSeconds(15), () -> {
			PostgresLock.removeStale(this.data.resolve("postmaster.pid"));
			ownProcess.launch(server);
			Waiting.until(START_LIMIT, () -> !isAlive() || isReady());
			return isAlive();
		});
	}

	@Override
	Duration startLimit() {
		return START_LIMIT;
	}

	/** PostgreSQL's fast shutdown: it does not wait for its clients. */
	@Override
	String stopSignal() {
		return "INT";
	}

	/**
	 * Unpacked beside the archive for all stacks of this project, or for this stack alone
	 * where that place is closed to us or to the user that runs the server.
	 */
	private Path programs(OrdinaryUser user) {
		Path archive = this.distribution.postgresArchive();
		if (Files.isWritable(archive.getParent()) && user.reaches(archive)) {
			return PostgresPrograms.in(archive, archive.resolveSibling("unpacked"));
		}
		return PostgresPrograms.in(archive, this.data.resolveSibling("programs"));
	}

	private ProcessSpec server(OrdinaryUser user, Path programs) {
		List<String> command = new ArrayList<>(user.prefix());
		command.addAll(List.of(programs.resolve("postgres").toString(), "-D", this.data.toString(), "-p",
				String.valueOf(port())));
		SETTINGS.forEach((setting) -> command.addAll(List.of("-c", setting)));
		return new ProcessSpec(command, Map.of(), this.data);
	}

	/** A cluster without PG_VERSION is one whose making was interrupted. */
	private void initialise(OrdinaryUser user, Path programs) {
		adminPassword();
		if (!Directories.delete(this.data)) {
			throw new StackFailed("The unfinished " + this.data + " cannot be removed.");
		}
		Path password = passwordFile();
		user.own(password);
		Path cluster = createDirectory(this.data);
		user.own(cluster);
		boolean made = Machine
			.succeeds(
					Stream
						.concat(user.prefix().stream(),
								Stream.of(programs.resolve("initdb").toString(), "-D", cluster.toString(), "-U", ADMIN,
										"--pwfile=" + password, "--auth=scram-sha-256", "-E", "UTF8",
										"--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"))
						.toList());
		if (!made) {
			throw new StackFailed("PostgreSQL cannot initialise " + this.data + ".");
		}
	}

	private static Path createDirectory(Path directory) {
		try {
			return Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new StackFailed(directory + " cannot be created: " + ex.getMessage(), ex);
		}
	}

	private Path passwordFile() {
		return this.directory.secret("database-admin");
	}

	@Override
	public boolean isReady() {
		if (!StackPorts.isAnswered(port())) {
			return false;
		}
		try (Connection connection = connect()) {
			return connection.isValid(2);
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
