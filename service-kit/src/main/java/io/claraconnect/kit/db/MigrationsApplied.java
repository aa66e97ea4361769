package io.claraconnect.kit.db;

import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Whether the migration job has brought every schema to the version that this service was
 * built for. No service migrates anything itself: it waits and says so.
 */
public final class MigrationsApplied implements ReactiveHealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(MigrationsApplied.class);

	private final Database database;

	private final RequiredMigrations required;

	private final Duration every;

	private volatile boolean applied;

	MigrationsApplied(Database database, RequiredMigrations required, Duration every) {
		this.database = database;
		this.required = required;
		this.every = every;
	}

	/**
	 * Completes when every schema is there; keeps asking until then and while the
	 * database is away.
	 */
	public Mono<Void> await() {
		return check().onErrorReturn(false)
			.filter(Boolean::booleanValue)
			.repeatWhenEmpty((rounds) -> rounds.delayElements(this.every))
			.then();
	}

	@Override
	public Mono<Health> health() {
		return check()
			.map((good) -> good ? Health.up().build()
					: Health.outOfService()
						.withDetail("waitingFor", "the migration job: schema versions " + this.required.versions())
						.build())
			.onErrorResume((ex) -> Mono.just(Health.down().withDetail("database", "unreachable").build()));
	}

	private Mono<Boolean> check() {
		if (this.applied) {
			return this.database.acrossOrganisations((client) -> Mono.just(true));
		}
		return this.database
			.acrossOrganisations((client) -> Flux.fromIterable(this.required.versions().entrySet())
				.concatMap((entry) -> reached(client, entry))
				.all(Boolean::booleanValue))
			.doOnNext((good) -> {
				if (good && !this.applied) {
					this.applied = true;
					log.info("Database schemas are at the version this service was built for");
				}
			});
	}

	private Mono<Boolean> reached(DatabaseClient client, Map.Entry<String, Integer> schema) {
		return client.sql("SELECT to_regclass(:history) IS NOT NULL AS there")
			.bind("history", schema.getKey() + ".flyway_schema_history")
			.map((row) -> Boolean.TRUE.equals(row.get("there", Boolean.class)))
			.one()
			.flatMap((there) -> there ? client
				.sql("SELECT coalesce(max(version::int), 0) AS version FROM " + schema.getKey()
						+ ".flyway_schema_history WHERE success AND version IS NOT NULL")
				.map((row) -> {
					Integer version = row.get("version", Integer.class);
					return version != null && version >= schema.getValue();
				})
				.one() : Mono.just(false));
	}

}
