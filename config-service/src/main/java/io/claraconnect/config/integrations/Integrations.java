package io.claraconnect.config.integrations;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;

import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.config.integrations.StoredIntegration.State;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.kit.db.Database;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The connections. Every change locks the connection's row, gives it the next revision
 * and adds its event, all in one transaction.
 */
@Component
public final class Integrations {

	private final Database database;

	private final IntegrationRows rows;

	private final JobRows jobs;

	private final IntegrationEvents events;

	private final Connectors connectors;

	private final Clock clock;

	Integrations(Database database, IntegrationRows rows, JobRows jobs, IntegrationEvents events, Connectors connectors,
			Clock clock) {
		this.database = database;
		this.rows = rows;
		this.jobs = jobs;
		this.events = events;
		this.connectors = connectors;
		this.clock = clock;
	}

	/** The time as stores and events keep it. */
	public Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	/** The connector of a connection. */
	public Connector connector(StoredIntegration integration) {
		return this.connectors.find(integration.ats())
			.orElseThrow(() -> Refusal.conflict("no-connector",
					"This installation has no connector for " + integration.ats() + "; ask who runs it."));
	}

	/** A connection, whatever its state; errors with a not-found {@link Refusal}. */
	public Mono<StoredIntegration> find(String organisationId, String integrationId) {
		return this.database
			.inOrganisation(organisationId, (client) -> this.rows.find(client, organisationId, integrationId))
			.switchIfEmpty(Mono.error(() -> Refusal.notFound("connection")));
	}

	/** As {@link #find}, refusing a disconnected one. */
	public Mono<StoredIntegration> findOpen(String organisationId, String integrationId) {
		return find(organisationId, integrationId).flatMap(Integrations::open);
	}

	/** Every connection of an organisation that is not disconnected, the oldest first. */
	public Flux<StoredIntegration> list(String organisationId) {
		return this.database.manyInOrganisation(organisationId, (client) -> this.rows.list(client, organisationId));
	}

	/** The tracked jobs of a connection. */
	public Mono<List<TrackedJob>> tracked(StoredIntegration integration) {
		return this.database.inOrganisation(integration.organisationId(),
				(client) -> this.jobs.tracked(client, integration));
	}

	/** As {@link #tracked(StoredIntegration)}, in the caller's transaction. */
	public Mono<List<TrackedJob>> tracked(DatabaseClient client, StoredIntegration integration) {
		return this.jobs.tracked(client, integration);
	}

	/** How stages and statuses of a connection go together. */
	public Mono<Mapping> mapping(DatabaseClient client, StoredIntegration integration) {
		return this.jobs.mapping(client, integration);
	}

	/** Sets the tracked jobs, inside a {@link #change}. */
	public Mono<Void> replaceTracked(DatabaseClient client, StoredIntegration integration, List<TrackedJob> tracked) {
		return this.jobs.replaceTracked(client, integration, tracked);
	}

	/** Sets the mapping, inside a {@link #change}. */
	public Mono<Void> replaceMapping(DatabaseClient client, StoredIntegration integration, Mapping mapping) {
		return this.jobs.replaceMapping(client, integration, mapping);
	}

	/** Stores a new connection and adds its event, in the caller's transaction. */
	public Mono<Void> add(DatabaseClient client, StoredIntegration integration, byte[] sealedAddressToken) {
		return this.rows.insert(client, integration, sealedAddressToken)
			.then(this.events.add(client, integration, List.of(), new Mapping(List.of(), List.of())));
	}

	/**
	 * Changes a connection.
	 * @param change what else to do in the transaction; gives the connection as it shall
	 * be
	 * @return the connection as it is stored; errors with a {@link Refusal} when it is
	 * not there or disconnected
	 */
	public Mono<StoredIntegration> change(String organisationId, String integrationId,
			BiFunction<DatabaseClient, StoredIntegration, Mono<StoredIntegration>> change) {
		return this.database.inOrganisation(organisationId,
				(client) -> change(client, organisationId, integrationId, change));
	}

	/** As {@link #change(String, String, BiFunction)}, in the caller's transaction. */
	public Mono<StoredIntegration> change(DatabaseClient client, String organisationId, String integrationId,
			BiFunction<DatabaseClient, StoredIntegration, Mono<StoredIntegration>> change) {
		return this.rows.lock(client, organisationId, integrationId)
			.switchIfEmpty(Mono.error(() -> Refusal.notFound("connection")))
			.flatMap(Integrations::open)
			.flatMap((before) -> change.apply(client, before))
			.map((after) -> after.changed(after.revision() + 1, now()))
			.flatMap((after) -> this.rows.save(client, after).then(publish(client, after)).thenReturn(after));
	}

	private Mono<Void> publish(DatabaseClient client, StoredIntegration integration) {
		return this.jobs.tracked(client, integration)
			.flatMap((tracked) -> this.jobs.mapping(client, integration)
				.flatMap((mapping) -> this.events.add(client, integration, tracked, mapping)));
	}

	private static Mono<StoredIntegration> open(StoredIntegration integration) {
		return (integration.state() != State.DISCONNECTED) ? Mono.just(integration)
				: Mono.error(Refusal.conflict("disconnected", "This connection was disconnected; add a new one."));
	}

}
