package io.claraconnect.instruments.house;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.claraconnect.local.LocalStack;
import org.jspecify.annotations.Nullable;

/** Asks a database as its superuser, past every proxy. */
public final class Sql implements AutoCloseable {

	private final LocalStack stack;

	private final String database;

	private @Nullable Connection connection;

	Sql(LocalStack stack, String database) {
		this.stack = stack;
		this.database = database;
	}

	/**
	 * Asks another database of the same server.
	 * @param other its name
	 * @return questions to it
	 */
	public Sql of(String other) {
		return new Sql(this.stack, other);
	}

	/**
	 * Asks.
	 * @param question SQL with question marks
	 * @param values what stands for them
	 * @return rows by name of column; nulls are left out
	 */
	public synchronized List<Map<String, Object>> rows(String question, Object... values) {
		try {
			return ask(question, values);
		}
		catch (SQLException _) {
			close();
			try {
				return ask(question, values);
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The database did not answer: " + ex.getMessage(), ex);
			}
		}
	}

	/** The connection is kept, and made anew where the database was away. */
	private List<Map<String, Object>> ask(String question, Object... values) throws SQLException {
		Connection open = this.connection;
		if (open == null) {
			open = connect();
			this.connection = open;
		}
		try (PreparedStatement statement = open.prepareStatement(question)) {
			for (int i = 0; i < values.length; i++) {
				statement.setObject(i + 1, values[i]);
			}
			try (ResultSet found = statement.executeQuery()) {
				List<Map<String, Object>> rows = new ArrayList<>();
				while (found.next()) {
					rows.add(row(found));
				}
				return rows;
			}
		}
	}

	private static Map<String, Object> row(ResultSet found) throws SQLException {
		Map<String, Object> row = new LinkedHashMap<>();
		for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
			Object value = found.getObject(i);
			if (value != null) {
				row.put(found.getMetaData().getColumnLabel(i), value);
			}
		}
		return row;
	}

	/**
	 * Asks for one number.
	 * @param question SQL with question marks
	 * @param values what stands for them
	 * @return the first column of the first row
	 */
	public long number(String question, Object... values) {
		Object first = rows(question, values).getFirst().values().iterator().next();
		return ((Number) first).longValue();
	}

	/**
	 * Changes something.
	 * @param statement SQL, in a transaction of its own
	 */
	public void run(String statement) {
		try (Connection connection = connect(); Statement running = connection.createStatement()) {
			running.execute(statement);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database refused: " + ex.getMessage(), ex);
		}
	}

	@Override
	public synchronized void close() {
		Connection open = this.connection;
		this.connection = null;
		try {
			if (open != null) {
				open.close();
			}
		}
		catch (SQLException _) {
			// It is gone already.
		}
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.putAll(Map.of("user", this.stack.adminUser(), "password", this.stack.adminPassword(),
				"connectTimeout", "5", "socketTimeout", "120", "gssEncMode", "disable"));
		return DriverManager.getConnection(this.stack.jdbcUrl(this.database), properties);
	}

}
