package io.claraconnect.kit.db;

import java.util.function.Function;

import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * The only door to a database: each call is one transaction, committed when the given
 * work completes and rolled back when it errors or is cancelled. Row-level security is
 * set to one organisation, or to none for a runner that serves them all. Safe for use by
 * many threads; a call may be repeated by subscribing again.
 */
public final class Database {

	private static final String EVERY_ORGANISATION = "*";

	private final DatabaseClient client;

	private final TransactionalOperator transaction;

	/** A database behind a connection factory. */
	public Database(ConnectionFactory connections) {
		this.client = DatabaseClient.create(connections);
		this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
	}

	/** One transaction that sees the rows of one organisation only. */
	public <T> Mono<T> inOrganisation(String organisationId, Function<DatabaseClient, Mono<T>> work) {
		return this.transaction.transactional(scope(organisationId).then(Mono.defer(() -> work.apply(this.client))));
	}

	/** As {@link #inOrganisation}, for several results. */
	public <T> Flux<T> manyInOrganisation(String organisationId, Function<DatabaseClient, Flux<T>> work) {
		return this.transaction
			.transactional(scope(organisationId).thenMany(Flux.defer(() -> work.apply(this.client))));
	}

	/**
	 * One transaction that sees the rows of every organisation: for leasing work and
	 * relaying outboxes, and for nothing that answers a person.
	 */
	public <T> Mono<T> acrossOrganisations(Function<DatabaseClient, Mono<T>> work) {
		return inOrganisation(EVERY_ORGANISATION, work);
	}

	/** As {@link #acrossOrganisations}, for several results. */
	public <T> Flux<T> manyAcrossOrganisations(Function<DatabaseClient, Flux<T>> work) {
		return manyInOrganisation(EVERY_ORGANISATION, work);
	}

	private Mono<Void> scope(String organisationId) {
		return this.client.sql("SELECT set_config('clara.organisation', :organisation, true)")
			.bind("organisation", organisationId)
			.then();
	}

}
