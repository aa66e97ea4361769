package io.claraconnect.config.setup;

import java.time.Duration;

import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.config.integrations.FixedCredentials;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.StoredIntegration.Account;
import io.claraconnect.config.integrations.StoredIntegration.State;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.ats.CredentialStore;
import io.claraconnect.kit.ats.CredentialStore.Stored;
import io.claraconnect.kit.db.Database;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Tries a connection at the vendor and links it when it works. */
@Component
public final class TestConnection {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Database database;

	private final Integrations integrations;

	private final CredentialStore credentials;

	private final Connections connections;

	TestConnection(Database database, Integrations integrations, CredentialStore credentials, Connections connections) {
		this.database = database;
		this.integrations = integrations;
		this.credentials = credentials;
		this.connections = connections;
	}

	/** What was found, and the connection as it is after it. */
	public Mono<Tested> test(StoredIntegration integration) {
		Connector connector = this.integrations.connector(integration);
		return this.database
			.inOrganisation(integration.organisationId(),
					(client) -> this.credentials.find(client, integration.organisationId(),
							integration.integrationId()))
			.map((stored) -> connection(integration, connector, stored))
			.defaultIfEmpty(fixed(integration, null))
			.flatMap((connection) -> connector.check(connection).timeout(PATIENCE))
			.flatMap((report) -> report.usable() ? link(integration, report).map((now) -> new Tested(report, now))
					: Mono.just(new Tested(report, integration)));
	}

	/**
	 * Credentials that die by themselves may be renewed meanwhile; others are tried as
	 * they are.
	 */
	private Connection connection(StoredIntegration integration, Connector connector, Stored stored) {
		boolean renewable = connector.consent().isPresent() && stored.credentials().expiresAt() != null
				&& stored.valid();
		return renewable ? this.connections.of(integration.organisationId(), integration.integrationId(),
				integration.settings(), Priority.LIVE) : fixed(integration, stored);
	}

	private static Connection fixed(StoredIntegration integration, @Nullable Stored stored) {
		return new Connection(integration.organisationId(), integration.integrationId(), integration.settings(),
				FixedCredentials.of(stored), Priority.LIVE);
	}

	private Mono<StoredIntegration> link(StoredIntegration tested, CheckReport report) {
		return this.integrations.change(tested.organisationId(), tested.integrationId(), (client, integration) -> {
			String bound = integration.account().id();
			if (bound != null && report.accountId() != null && !bound.equals(report.accountId())) {
				return Mono.error(Refusal.conflict("other-account",
						"These credentials open another account than before; add a new connection for it."));
			}
			Account account = (report.accountId() != null || report.accountName() != null)
					? new Account((report.accountId() != null) ? report.accountId() : bound, report.accountName())
					: integration.account();
			StoredIntegration linked = integration.with(account)
				.in((integration.state() == State.PAUSED) ? State.PAUSED : State.CONNECTED);
			return revived(client, linked);
		});
	}

	/**
	 * Credentials that were given up and work again are valid again, under a new
	 * revision.
	 */
	private Mono<StoredIntegration> revived(DatabaseClient client, StoredIntegration linked) {
		return this.credentials.lock(client, linked.organisationId(), linked.integrationId())
			.filter((stored) -> !stored.valid())
			.flatMap((stored) -> this.credentials.save(client, linked.organisationId(), linked.integrationId(),
					stored.credentials()))
			.map(linked::withCredentials)
			.doOnNext((now) -> this.connections.forget(now.organisationId(), now.integrationId()))
			.defaultIfEmpty(linked);
	}

	/**
	 * What a test found.
	 *
	 * @param report what works and what lacks
	 * @param integration the connection after it
	 */
	public record Tested(CheckReport report, StoredIntegration integration) {

	}

}
