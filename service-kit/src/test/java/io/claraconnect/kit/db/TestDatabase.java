package io.claraconnect.kit.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.kit.ids.IdGenerator;
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

	private static final String TABLES = """
			CREATE SCHEMA %1$s;
			CREATE TABLE %1$s.work (
			  organisation_id text NOT NULL, integration_id text NOT NULL, subject text NOT NULL, kind text NOT NULL,
			  priority smallint NOT NULL, payload text NOT NULL, revision bigint NOT NULL DEFAULT 1,
			  attempts int NOT NULL DEFAULT 0, state text NOT NULL DEFAULT 'READY', not_before timestamptz NOT NULL,
			  cause text, lease_id text, leased_until timestamptz, traceparent text NOT NULL, causation_id text,
			  first_asked_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
			  PRIMARY KEY (organisation_id, integration_id, subject));
			CREATE INDEX work_ready ON %1$s.work (organisation_id, integration_id, priority, not_before)
			  WHERE state = 'READY';
			CREATE TABLE %1$s.outbox (
			  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, organisation_id text NOT NULL,
			  shard smallint NOT NULL, topic text NOT NULL, key text NOT NULL, value bytea, ce_id text NOT NULL,
			  ce_type text NOT NULL, ce_source text NOT NULL, ce_time timestamptz NOT NULL, traceparent text NOT NULL,
			  causation_id text);
			CREATE INDEX outbox_shard ON %1$s.outbox (shard, id);
			""";

	private static final String PLATFORM = """
			CREATE ROLE kit_service LOGIN PASSWORD 'only-for-tests';
			CREATE SCHEMA platform;
			CREATE TABLE platform.credentials (
			  organisation_id text NOT NULL, integration_id text NOT NULL, revision bigint NOT NULL,
			  sealed bytea NOT NULL, expires_at timestamptz, renew_requested bigint NOT NULL DEFAULT 0,
			  state text NOT NULL DEFAULT 'VALID', updated_at timestamptz NOT NULL DEFAULT now(),
			  PRIMARY KEY (organisation_id, integration_id));
			CREATE TABLE platform.rate_budget (
			  organisation_id text NOT NULL, integration_id text NOT NULL, scope text NOT NULL,
			  window_started timestamptz NOT NULL, window_ms bigint NOT NULL, allowed int NOT NULL, used int NOT NULL,
			  closed_until timestamptz, updated_at timestamptz NOT NULL DEFAULT now(),
			  PRIMARY KEY (organisation_id, integration_id, scope));
			""";

	private static final String PROTECTION = """
			ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY;
			CREATE POLICY organisation ON %1$s USING (
			  organisation_id = current_setting('clara.organisation', true)
			  OR current_setting('clara.organisation', true) = '*');
			GRANT USAGE ON SCHEMA %2$s TO kit_service;
			GRANT SELECT, INSERT, UPDATE, DELETE ON %1$s TO kit_service;
			""";

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
			run(PLATFORM);
			protect("platform", "credentials");
			protect("platform", "rate_budget");
		}
		run(TABLES.formatted(this.schema));
		protect(this.schema, "work");
		protect(this.schema, "outbox");
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
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql.replace("$", this.schema));
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

	private void protect(String of, String table) {
		run(PROTECTION.formatted(of + "." + table, of));
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
