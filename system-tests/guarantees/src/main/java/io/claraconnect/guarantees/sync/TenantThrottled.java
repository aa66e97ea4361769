package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Fleet;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;

/**
 * Four tenants whose vendors take no call for a long time, one of them with 10,000 rows
 * waiting, and one tenant whose people apply meanwhile.
 */
public final class TenantThrottled implements Scenario {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final int ROWS = 10_000;

	private static final int ROWS_OF_OTHERS = 50;

	@Override
	public String id() {
		return "A11";
	}

	@Override
	public String name() {
		return "one tenant throttled";
	}

	@Override
	public String promise() {
		return "With tenants throttled and 10,000 rows waiting, another tenant's latency stays within 2 x.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, List.of("greenhouse", "lever", "teamtailor", "lever"), 4);
		Fleet throttled = scene.fleet();
		Scene calm = Scene.of(house, size, List.of("lever"), 1);
		Tenant tenant = calm.fleet().first();
		int people = size.of(5, 40);
		Reading.of(house, tenant, 2, "Warm");
		calm.settle();
		Reading alone = Reading.of(house, tenant, people, "Alone");
		calm.settle();
		throttled.tenants().forEach((one) -> throttle(house, one));
		try {
			throttled.tenants()
				.forEach((one) -> backlog(house, one, (one == throttled.first()) ? ROWS : ROWS_OF_OTHERS));
			Until.holds("the backlog is being worked on", LIMIT, () -> touched(house, throttled) > 0);
			Reading beside = Reading.of(house, tenant, people, "Beside");
			beside.within(alone);
			long waiting = waiting(house, throttled.first());
			Scene.require(waiting == ROWS, waiting + " rows wait, where the vendor takes no call");
			return beside.told(alone.told(new Outcome().with("rows waiting", waiting), "alone"), "beside");
		}
		finally {
			throttled.tenants().forEach((one) -> release(house, one));
			calm.settle();
		}
	}

	private static void throttle(House house, Tenant tenant) {
		house.sql()
			.run("INSERT INTO platform.rate_budget (organisation_id, integration_id, scope, window_ms, allowed,"
					+ " closed_until) SELECT " + names(tenant) + ", s, 10000, 1, now() + interval '1 hour'"
					+ " FROM unnest(ARRAY['api', 'token']) s ON CONFLICT (organisation_id, integration_id, scope)"
					+ " DO UPDATE SET closed_until = excluded.closed_until");
	}

	private static void backlog(House house, Tenant tenant, int rows) {
		house.sql()
			.run("INSERT INTO sync.work (organisation_id, integration_id, subject, kind, priority, payload, not_before,"
					+ " traceparent) SELECT " + names(tenant)
					+ ", 'application:9000000' || n, 'APPLICATION', n % 2 * 2,"
					+ " '', now(), '' FROM generate_series(10001, 10000 + " + rows + ") n");
	}

	private static long touched(House house, Fleet fleet) {
		return fleet.tenants()
			.stream()
			.mapToLong((tenant) -> house.sql()
				.number("SELECT count(*) FROM sync.work WHERE integration_id = ? AND (lease_id IS NOT NULL"
						+ " OR cause IS NOT NULL)", tenant.integrationId()))
			.sum();
	}

	private static long waiting(House house, Tenant tenant) {
		return house.sql()
			.number("SELECT count(*) FROM sync.work WHERE integration_id = ? AND subject LIKE 'application:9000000%'",
					tenant.integrationId());
	}

	private static void release(House house, Tenant tenant) {
		String one = " WHERE integration_id = '" + tenant.integrationId() + "'";
		house.sql().run("DELETE FROM sync.work" + one + " AND subject LIKE '%application:9000000%'");
		house.sql().run("DELETE FROM platform.rate_budget" + one);
		house.sql().run("DELETE FROM sync.work_hold" + one);
	}

	private static String names(Tenant tenant) {
		return "'" + tenant.organisationId() + "', '" + tenant.integrationId() + "'";
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant
			.cut("giving up a place for want of budget", Service.SYNC_WORKER,
					"io.claraconnect.kit.work.Patience#isTooLong", "false")
			.and(Service.SYNC_WORKER, "io.claraconnect.kit.work.Places#waiting", "0"));
	}

}
