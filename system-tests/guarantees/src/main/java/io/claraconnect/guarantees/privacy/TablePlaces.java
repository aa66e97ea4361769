package io.claraconnect.guarantees.privacy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Every column of every row of every table of every database: bytes as bytes, everything
 * else as text. Also what the server itself keeps: settings of roles, comments, running
 * statements.
 */
final class TablePlaces {

	static final String KIND = "tables";

	private static final String ALL = "select format('%I.%I', n.nspname, c.relname) from pg_class c"
			+ " join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'm')"
			+ " and n.nspname not in ('information_schema') and n.nspname not like 'pg\\_temp%'"
			+ " and n.nspname not like 'pg\\_toast%' union select 'pg_catalog.pg_stat_activity' order by 1";

	private final String server;

	private final String user;

	private final String password;

	/**
	 * A server.
	 * @param server {@code jdbc:postgresql://host:port}
	 * @param user its superuser
	 * @param password the superuser's password
	 */
	TablePlaces(String server, String user, String password) {
		this.server = server;
		this.user = user;
		this.password = password;
	}

	/**
	 * Searches all databases.
	 * @return rows by table of our own
	 */
	Map<String, Integer> search(Search search) {
		Map<String, Integer> rows = new TreeMap<>();
		try {
			for (String database : list("postgres",
					"select datname from pg_database where datallowconn and not datistemplate")) {
				for (String table : list(database, ALL)) {
					int count = search(database, table, search);
					if (!table.startsWith("pg_catalog.")) {
						rows.put(database + " " + table, count);
					}
				}
			}
			return rows;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The tables cannot be read: " + ex.getMessage(), ex);
		}
	}

	private int search(String database, String table, Search search) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.setFetchSize(500);
			try (ResultSet found = statement.executeQuery("select * from " + table)) {
				int columns = found.getMetaData().getColumnCount();
				int rows = 0;
				while (found.next()) {
					rows++;
					for (int i = 1; i <= columns; i++) {
						boolean binary = "bytea".equals(found.getMetaData().getColumnTypeName(i));
						byte[] value = binary ? found.getBytes(i) : utf8(found.getString(i));
						if (value != null) {
							search.in(KIND,
									"table " + database + " " + table + "." + found.getMetaData().getColumnLabel(i),
									value);
						}
					}
				}
				return rows;
			}
		}
	}

	private static byte @org.jspecify.annotations.Nullable [] utf8(@org.jspecify.annotations.Nullable String text) {
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

	private List<String> list(String database, String question) throws SQLException {
		List<String> names = new ArrayList<>();
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery(question)) {
			while (found.next()) {
				names.add(found.getString(1));
			}
		}
		return names;
	}

	private Connection connect(String database) throws SQLException {
		Properties properties = new Properties();
		properties.putAll(Map.of("user", this.user, "password", this.password, "gssEncMode", "disable"));
		return DriverManager.getConnection(this.server + "/" + database, properties);
	}

}
