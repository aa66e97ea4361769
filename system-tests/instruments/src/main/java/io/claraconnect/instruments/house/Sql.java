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

/** Asks a database as its superuser, past every proxy. */
public final class Sql {

	private final LocalStack stack;

	private final String database;

	Sql(LocalStack stack, String database) {
		this.stack = stack;
		this.database = database;
	}

	/**
	 * Asks.
	 * @param question SQL with question marks
	 * @param values what stands for them
	 * @return rows by name of column; nulls are left out
	 */
	public List<Map<String, Object>> rows(String question, Object... values) {
		try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(question)) {
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
		catch (SQLException ex) {
			throw new IllegalStateException("The database did not answer: " + ex.getMessage(), ex);
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

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.putAll(Map.of("user", this.stack.adminUser(), "password", this.stack.adminPassword(),
				"connectTimeout", "5", "socketTimeout", "120", "gssEncMode", "disable"));
		return DriverManager.getConnection(this.stack.jdbcUrl(this.database), properties);
	}

}
