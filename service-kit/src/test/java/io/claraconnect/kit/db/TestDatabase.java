package io.claraconnect.kit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.local.Distribution;
import io.claraconnect.local.LocalStack;
import io.claraconnect.local.PostgresProcess;
import io.r2dbc.pool.ConnectionPool;

/**
 * A schema of its own in a real PostgreSQL, with the tables of work and outbox under
 * row-level security, and a role without rights beyond them. Beside it the schema
 * {@code platform} with the contract tables, which is shared.
 */
public final class TestDatabase implements AutoCloseable {

	private static final String DATABASE = "kit";

	private static final String PASSWORD = "only-for-tests";

	private final PostgresProcess server;

	private final String schema = "t_" + letters(IdGenerator.secure().hex(6));

	private final List<ConnectionPool> pools = new ArrayList<>();

	/** A schema in the database server that all tests share. */
	public TestDatabase() {
		this(LocalStack.forTests().postgres());
	}

	/** A schema in the given, running server. */
	public TestDatabase(PostgresProcess server) {
		this.server = server;
		server.createDatabase(DATABASE);
		if (number("SELECT count(*) FROM pg_namespace WHERE nspname = 'platform'") == 0) {
			createPlatform();
		}
		run("CREATE SCHEMA $; SELECT platform.create_work('$'); SELECT platform.create_outbox('$')");
		for (String table : List.of("work", "work_hold", "work_epoch", "outbox")) {
			run("SELECT platform.protect('$." + table + "'); GRANT USAGE ON SCHEMA $ TO kit_service;"
					+ " GRANT SELECT, INSERT, UPDATE, DELETE ON $." + table + " TO kit_service");
		}
	}

	/** By the migrations that the deployment runs. */
	private void createPlatform() {
		for (String role : List.of("config", "sync", "scoring", "writeback")) {
			execute("CREATE ROLE clara_" + role);
		}
		execute("CREATE ROLE kit_service LOGIN PASSWORD '" + PASSWORD + "'; CREATE SCHEMA platform");
		Path migrations = Distribution.locate().home().resolve("dossier/src/main/resources/db/platform");
		try (Stream<Path> files = Files.list(migrations)) {
			for (Path file : files.sorted(Comparator.comparing(TestDatabase::version)).toList()) {
				execute("SET search_path = platform; " + Files.readString(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		execute("GRANT USAGE ON SCHEMA platform TO kit_service;"
				+ " GRANT SELECT, INSERT, UPDATE, DELETE ON platform.credentials, platform.rate_budget TO kit_service");
	}

	private static int version(Path migration) {
		String name = migration.getFileName().toString();
		return Integer.parseInt(name.substring(1, name.indexOf("__")));
	}

	/** The schema of this test. */
	public String schema() {
		return this.schema;
	}

	/** A pool of its own, as another process would have. */
	public Database open() {
		return open(12);
	}

	/** A pool of the given size. */
	public Database open(int connections) {
		return new Database(pool(connections));
	}

	/** The connections under a {@link Database}. */
	public ConnectionPool pool(int connections) {
		ConnectionPool pool = Databases
			.pool(new DatabaseProperties("r2dbc:postgresql://127.0.0.1:" + this.server.port() + "/" + DATABASE,
					"kit_service", PASSWORD, connections, Duration.ofSeconds(5), Duration.ofSeconds(15)));
		this.pools.add(pool);
		return pool;
	}

	/** Runs SQL as the superuser; {@code $} stands for the schema of this test. */
	public void run(String sql) {
		execute(sql.replace("$", this.schema));
	}

	private void execute(String sql) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The number that a query of the superuser gives. */
	public long number(String sql) {
		return Long.parseLong(text(sql));
	}

	/** The text that a query of the superuser gives. */
	public String text(String sql) {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery(sql.replace("$", this.schema))) {
			return found.next() ? String.valueOf(found.getString(1)) : "";
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String letters(String digits) {
		return digits.chars()
			.collect(StringBuilder::new, (text, c) -> text.append((char) (c < 'a' ? c - '0' + 'g' : c)),
					StringBuilder::append)
			.toString();
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(this.server.jdbcUrl(DATABASE), PostgresProcess.ADMIN,
				this.server.adminPassword());
	}

	@Override
	public void close() {
		this.pools.forEach(ConnectionPool::dispose);
	}

}
