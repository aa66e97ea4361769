package io.claraconnect.guarantees.erasure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Sql;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;
import tools.jackson.databind.JsonNode;

/** Both databases are set back to before an erasure: keys, rows, and no suppression. */
public final class RestoredDatabase implements Scenario {

	private static final Duration DONE = Duration.ofMinutes(3);

	private static final List<Service> SERVICES = List.of(Service.CONFIG_SERVICE, Service.SYNC_WORKER,
			Service.SCORING_SERVICE, Service.WRITEBACK_SERVICE);

	@Override
	public String id() {
		return "P3";
	}

	@Override
	public String name() {
		return "restored database";
	}

	@Override
	public String promise() {
		return "A restored system is not ready before everybody who was erased is suppressed and forgotten again.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, List.of("greenhouse"), 1);
		Tenant tenant = scene.fleet().first();
		Random random = new Random(size.seed());
		Person erased = Person.applies(tenant, 0, random);
		Person other = Person.applies(tenant, 0, random);
		scene.settle();
		String candidate = erased.candidacy().status().path("candidateId").stringValue();
		List<Backup> backups = backups(house, erased, candidate);
		String id = tenant.platform()
			.post(tenant.api() + "/erasures", Api.object().put("candidateId", candidate))
			.path("id")
			.stringValue();
		Until.holds("the receipt", DONE, () -> erasure(tenant, id).path("state").asString("").equals("done"));
		Remains remains = new Remains(house);
		Map<Person, String> ids = Map.of(erased, candidate);
		Scene.require(remains.of(List.of(erased), ids).isEmpty(), "left before the restore");

		SERVICES.forEach((service) -> house.service(service).stop());
		forgetErasures(house, tenant);
		backups.forEach((backup) -> backup.restore(house));
		int back = remains.of(List.of(erased), ids).size();
		Scene.require(back >= 5, "the restore brought nothing back");
		long begin = System.nanoTime();
		SERVICES.parallelStream().forEach((service) -> house.service(service).start());
		Duration ready = Duration.ofNanos(System.nanoTime() - begin);

		Scene.require(tables(remains, erased, ids).isEmpty(),
				"ready while there is left: " + tables(remains, erased, ids));
		scene.arrivals()
			.stream()
			.filter((arrival) -> mentions(arrival, erased))
			.forEach((arrival) -> house.courier().replay(arrival));
		scene.settle();
		List<String> left = remains.of(List.of(erased), ids);
		Scene.require(left.isEmpty(), "came back: " + left);
		Scene.require(erasure(tenant, id).path("receipt").isObject(), "the receipt is lost");
		Scene.require(other.candidacy().status().path("explanation").isString(), "somebody else was harmed");
		return new Outcome().with("rows restored", back).with("ready after", ready);
	}

	/** Tombstones are relayed in the moment after. */
	private static List<String> tables(Remains remains, Person erased, Map<Person, String> ids) {
		return remains.of(List.of(erased), ids).stream().filter((one) -> one.contains(" rows of ")).toList();
	}

	private static JsonNode erasure(Tenant tenant, String id) {
		return tenant.platform().get(tenant.api() + "/erasures/" + id);
	}

	private static boolean mentions(Arrival arrival, Person person) {
		return new String(arrival.body(), java.nio.charset.StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT)
			.contains(person.mark());
	}

	private static void forgetErasures(House house, Tenant tenant) {
		for (String table : List.of("suppression", "erasure", "erasure_place")) {
			house.sql()
				.run("DELETE FROM dossier." + table + " WHERE integration_id = '" + tenant.integrationId() + "'");
		}
	}

	/** Parents before children. */
	private static List<Backup> backups(House house, Person person, String candidate) {
		String integration = "integration_id = '" + person.integrationId() + "' AND ";
		String byPerson = integration + "candidate_id = '" + candidate + "'";
		String byApplication = integration + "application_id = '" + person.applicationId() + "'";
		List<Backup> backups = new ArrayList<>();
		backups.add(Backup.of(house, "clara_keys", "keys.candidate", byPerson));
		backups.add(Backup.of(house, "clara_keys", "keys.application_alias", byApplication));
		for (String table : List.of("dossier.material", "dossier.manifest", "scoring.current_score",
				"config.application_status", "sync.application", "writeback.application_status", "writeback.ledger")) {
			backups.add(Backup.of(house, "clara", table, byApplication));
		}
		return backups;
	}

	/** It starts four services anew. */
	@Override
	public boolean isQuick() {
		return false;
	}

	/**
	 * Rows as they were.
	 *
	 * @param database their database
	 * @param table their table
	 * @param rows as JSON
	 */
	private record Backup(String database, String table, List<String> rows) {

		static Backup of(House house, String database, String table, String where) {
			List<String> rows = house.sql()
				.of(database)
				.rows("SELECT row_to_json(t)::text AS json FROM " + table + " t WHERE " + where)
				.stream()
				.map((row) -> String.valueOf(row.get("json")))
				.toList();
			Scene.require(!rows.isEmpty(), "nothing in " + table);
			return new Backup(database, table, rows);
		}

		void restore(House house) {
			Sql sql = house.sql().of(this.database);
			this.rows.forEach((row) -> sql.run("INSERT INTO " + this.table
					+ " SELECT * FROM json_populate_record(NULL::" + this.table + ", $row$" + row + "$row$::json)"));
		}

	}

}
