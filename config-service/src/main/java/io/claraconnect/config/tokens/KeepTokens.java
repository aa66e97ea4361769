package io.claraconnect.config.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.config.integrations.FixedCredentials;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.StoredIntegration.State;
import io.claraconnect.kit.ats.CredentialStore;
import io.claraconnect.kit.ats.CredentialStore.Due;
import io.claraconnect.kit.ats.CredentialStore.Stored;
import io.claraconnect.kit.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Renews credentials. The row of the credentials is locked from before the vendor is
 * asked until the new pair is stored, so that a single-use refresh token is used by one
 * process only, and nobody sees a pair that is not stored. After a crash between the
 * vendor's answer and the commit the old token is tried once more; when the vendor
 * refuses it, a person must connect again.
 */
@Component
final class KeepTokens {

	private static final Logger log = LoggerFactory.getLogger(KeepTokens.class);

	private static final Duration CALL = Duration.ofSeconds(12);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

	private static final int AT_ONCE = 4;

	private final Database database;

	private final TokenRows rows;

	private final CredentialStore store;

	private final Integrations integrations;

	private final MeterRegistry meters;

	private final Map<Due, Waiting> waiting = new ConcurrentHashMap<>();

	KeepTokens(Database database, TokenRows rows, CredentialStore store, Integrations integrations,
			MeterRegistry meters) {
		this.database = database;
		this.rows = rows;
		this.store = store;
		this.integrations = integrations;
		this.meters = meters;
	}

	/** Takes care of everything that is due now; gives how many were changed. */
	Mono<Long> round() {
		Instant now = this.integrations.now();
		return this.database.manyAcrossOrganisations((client) -> this.rows.due(client, now))
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.filter((due) -> !this.waiting.getOrDefault(due, Waiting.NOT).until().isAfter(now))
			.flatMap((due) -> renew(due).onErrorResume((ex) -> later(due, ex)), AT_ONCE)
			.filter(Boolean::booleanValue)
			.count();
	}

	/**
	 * Renews one connection's credentials if they are due; true when they changed or were
	 * given up.
	 */
	Mono<Boolean> renew(Due due) {
		return this.database
			.inOrganisation(due.organisationId(),
					(client) -> this.integrations.change(client, due.organisationId(), due.integrationId(),
							(tx, integration) -> this.store.lock(tx, due.organisationId(), due.integrationId())
								.filterWhen((stored) -> this.rows.stillDue(tx, due, this.integrations.now()))
								.flatMap((stored) -> renewed(tx, integration, stored))
								.switchIfEmpty(Mono.error(NothingDue::new)))
						.thenReturn(true))
			.onErrorResume(NothingDue.class, (ex) -> Mono.just(false))
			.doOnNext((changed) -> this.waiting.remove(due));
	}

	private Mono<StoredIntegration> renewed(DatabaseClient client, StoredIntegration integration, Stored stored) {
		return fresh(integration, stored).timeout(CALL)
			.flatMap((fresh) -> this.store.save(client, integration.organisationId(), integration.integrationId(),
					fresh))
			.map(integration::withCredentials)
			.doOnNext((now) -> count("renewed"))
			.onErrorResume(KeepTokens::refused, (ex) -> giveUp(client, integration, stored));
	}

	/**
	 * Newer credentials, or the same ones when they cannot be renewed but still open the
	 * account.
	 */
	private Mono<Credentials> fresh(StoredIntegration integration, Stored stored) {
		Connector connector = this.integrations.connector(integration);
		Consent consent = connector.consent().orElse(null);
		if (consent != null && stored.credentials().expiresAt() != null) {
			return consent.renew(integration.settings(), stored.credentials());
		}
		Connection connection = new Connection(integration.organisationId(), integration.integrationId(),
				integration.settings(), FixedCredentials.of(stored.credentials()), Priority.LIVE);
		return connector.reader(connection).jobs().next().then(Mono.just(stored.credentials()));
	}

	private Mono<StoredIntegration> giveUp(DatabaseClient client, StoredIntegration integration, Stored stored) {
		count("reauthorise");
		log.atError()
			.addKeyValue("integrationId", integration.integrationId())
			.addKeyValue("ats", integration.ats().value())
			.log("The vendor no longer accepts the credentials; a person must connect again");
		return this.store
			.reject(client, integration.organisationId(), integration.integrationId(), stored.credentials().revision())
			.thenReturn(integration.in(State.REAUTHORISE));
	}

	private static boolean refused(Throwable ex) {
		return ex instanceof AtsException ats && ats.category() == Category.UNAUTHORIZED;
	}

	private Mono<Boolean> later(Due due, Throwable ex) {
		Waiting before = this.waiting.getOrDefault(due, Waiting.NOT);
		Duration wait = before.next();
		this.waiting.put(due, new Waiting(this.integrations.now().plus(wait), wait));
		count("failed");
		log.atWarn()
			.addKeyValue("integrationId", due.integrationId())
			.addKeyValue("error", (ex instanceof AtsException ats) ? ats.code() : ex.getClass().getSimpleName())
			.addKeyValue("again", wait)
			.log("Credentials could not be renewed now");
		return Mono.just(false);
	}

	private void count(String outcome) {
		this.meters.counter("clara.tokens.renewals", "outcome", outcome).increment();
	}

	/** Until when a connection is left alone after a failure. */
	private record Waiting(Instant until, Duration last) {

		static final Waiting NOT = new Waiting(Instant.MIN, Duration.ZERO);

		Duration next() {
			Duration doubled = this.last.isZero() ? Duration.ofSeconds(1) : this.last.multipliedBy(2);
			return (doubled.compareTo(LONGEST_WAIT) < 0) ? doubled : LONGEST_WAIT;
		}

	}

	/**
	 * Somebody else renewed meanwhile: rolls back the change that there is nothing to
	 * tell of.
	 */
	private static final class NothingDue extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NothingDue() {
			super("nothing due", null, false, false);
		}

	}

}
