package io.claraconnect.guarantees.privacy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;

/** The walls between organisations: in the API, and in the database behind it. */
final class Walls {

	private static final List<String> ROLES = List.of("config", "sync", "scoring", "writeback");

	private static final String TABLES = "select format('%I.%I', n.nspname, c.relname), (select count(*) from"
			+ " pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id') as owned, c.relrowsecurity,"
			+ " (select count(*) from pg_policy p where p.polrelid = c.oid and p.polpermissive) as policies"
			+ " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p')"
			+ " and n.nspname not in ('pg_catalog', 'information_schema') order by 1";

	private final House house;

	private final long port;

	Walls(House house) {
		this.house = house;
		this.port = house.sql().number("select inet_server_port()");
	}

	/**
	 * Looks at every table of both databases.
	 * @return tables without wall: those without an organisation, and those whose rows
	 * are shown whatever organisation asks
	 */
	List<String> open() throws SQLException {
		List<String> open = new ArrayList<>();
		for (String database : List.of("clara", "clara_keys")) {
			try (Connection connection = connect(database, "clara_admin", "database-admin");
					Statement statement = connection.createStatement();
					ResultSet found = statement.executeQuery(TABLES)) {
				while (found.next()) {
					if (found.getInt(2) != 1 || !found.getBoolean(3) || found.getInt(4) != 1) {
						open.add(database + " " + found.getString(1));
					}
				}
			}
		}
		return open;
	}

	/**
	 * Asks as every service for every row that it may read on behalf of an organisation.
	 * @param organisation who asks; null for a transaction that forgot to say
	 * @return rows by role and table
	 */
	Map<String, Long> seenBy(@org.jspecify.annotations.Nullable String organisation) throws SQLException {
		Map<String, Long> seen = new TreeMap<>();
		for (String role : ROLES) {
			for (String database : List.of("clara", "clara_keys")) {
				try (Connection connection = connect(database, "clara_" + role, "database-" + role);
						Statement statement = connection.createStatement()) {
					if (organisation != null) {
						statement.execute("select set_config('clara.organisation', '" + organisation + "', false)");
					}
					for (String table : readable(statement)) {
						try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
							count.next();
							seen.put(role + " " + database + " " + table, count.getLong(1));
						}
					}
				}
			}
		}
		return seen;
	}

	private static List<String> readable(Statement statement) throws SQLException {
		List<String> tables = new ArrayList<>();
		try (ResultSet found = statement.executeQuery(
				"select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
						+ " where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')"
						+ " and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')"
						+ " and c.relname <> 'flyway_schema_history' order by 1")) {
			while (found.next()) {
				tables.add(found.getString(1));
			}
		}
		return tables;
	}

	/**
	 * Asks the API for things of others.
	 * @param tenants whose things
	 * @param questions how many
	 * @return answers that differ from that to an id which nobody has, by question
	 */
	Map<String, String> asked(List<Tenant> tenants, int questions, Random random) {
		Api stranger = this.house.config().of("org-stranger-" + random.nextInt(1_000));
		String nobody = answer(stranger, "GET", "/api/v1/integrations/" + UUID.randomUUID());
		Map<String, String> other = new TreeMap<>();
		for (int i = 0; i < questions; i++) {
			Tenant tenant = tenants.get(random.nextInt(tenants.size()));
			List<Candidacy> people = tenant.candidacies();
			String application = people.get(random.nextInt(people.size())).applicationId();
			String api = "/api/v1/integrations/"
					+ (random.nextBoolean() ? tenant.integrationId() : mixed(tenant, random));
			List<String> paths = List.of("", "/jobs", "/webhooks", "/applications", "/applications/" + application,
					"/applications/" + new UUID(random.nextLong(), random.nextLong()));
			String path = api + paths.get(random.nextInt(paths.size()));
			String answer = answer(stranger, "GET", path);
			if (!answer.equals(nobody) && !answer.equals(nobody.replace("connection", "application"))) {
				other.put("GET " + path, answer);
			}
		}
		return other;
	}

	/** Somebody's id with one sign changed. */
	private static String mixed(Tenant tenant, Random random) {
		StringBuilder id = new StringBuilder(tenant.integrationId());
		id.setCharAt(random.nextInt(id.length()), "0123456789abcdef".charAt(random.nextInt(16)));
		return id.toString();
	}

	private static String answer(Api api, String method, String path) {
		Api.Answer answer = api.send(method, path, null);
		return answer.status() + " " + answer.body().path("detail").asString("");
	}

	private Connection connect(String database, String user, String secret) throws SQLException {
		Properties properties = new Properties();
		properties
			.putAll(Map.of("user", user, "password", Confidence.secret(this.house, secret), "gssEncMode", "disable"));
		return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + this.port + "/" + database, properties);
	}

}
