package io.claraconnect.kit.db;

import java.util.function.Function;

import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * The only door to a database: each call is one transaction, committed when the given
 * work completes and rolled back when it errors or is cancelled. Row-level security is
 * set to one organisation, or to none for a runner that serves them all. A call inside
 * the work of another one takes part in its transaction when it is for the same
 * organisation, and errors when it is not: the rest of the outer work would otherwise see
 * other rows. Safe for use by many threads; a call may be repeated by subscribing again.
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
		Mono<T> whole = this.transaction
			.transactional(scope(organisationId).then(Mono.defer(() -> work.apply(this.client))));
		return Mono.deferContextual((outer) -> whole.contextWrite(inner(outer, organisationId)));
	}

	/**
	 * As {@link #inOrganisation}, but a transaction of its own even inside the work of
	 * another one: for what must be seen by others at once, and stays whatever becomes of
	 * the outer work. Takes a second connection meanwhile.
	 */
	public <T> Mono<T> apart(String organisationId, Function<DatabaseClient, Mono<T>> work) {
		return inOrganisation(organisationId, work).contextWrite((outer) -> Context.empty());
	}

	/**
	 * One statement that is a transaction by itself, outside of any other one and of any
	 * organisation: for functions of the database that set the organisation themselves.
	 * Any other statement sees no row.
	 */
	public <T> Mono<T> alone(Function<DatabaseClient, Mono<T>> statement) {
		return Mono.defer(() -> statement.apply(this.client)).contextWrite((outer) -> Context.empty());
	}

	/** As {@link #inOrganisation}, for several results. */
	public <T> Flux<T> manyInOrganisation(String organisationId, Function<DatabaseClient, Flux<T>> work) {
		Flux<T> whole = this.transaction
			.transactional(scope(organisationId).thenMany(Flux.defer(() -> work.apply(this.client))));
		return Flux.deferContextual((outer) -> whole.contextWrite(inner(outer, organisationId)));
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

	private Context inner(ContextView outer, String organisationId) {
		if (outer.hasKey(this) && !organisationId.equals(outer.get(this))) {
			throw new IllegalStateException("A transaction of one organisation cannot go on as another");
		}
		return Context.of(this, organisationId);
	}

	private Mono<Void> scope(String organisationId) {
		return this.client.sql("SELECT set_config('clara.organisation', :organisation, true)")
			.bind("organisation", organisationId)
			.then();
	}

}
