package io.claraconnect.kit.ats;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.kit.db.Database;

/**
 * Makes the values through which connectors reach an account. Safe for use by many
 * threads.
 */
public final class Connections {

	private final Database database;

	private final CredentialStore store;

	private final Clock clock;

	private final Map<String, CredentialSource> sources = new ConcurrentHashMap<>();

	public Connections(Database database, CredentialStore store, Clock clock) {
		this.database = database;
		this.store = store;
		this.clock = clock;
	}

	/** A connection with stored credentials. */
	public Connection of(String organisationId, String integrationId, Map<String, String> settings, Priority priority) {
		CredentialSource source = this.sources.computeIfAbsent(organisationId + "|" + integrationId,
				(key) -> new StoredCredentials(this.database, this.store, this.clock, organisationId, integrationId));
		return new Connection(organisationId, integrationId, settings, source, priority);
	}

	/**
	 * Forgets what is kept of a connection, so that the next call reads its credentials
	 * anew.
	 */
	public void forget(String organisationId, String integrationId) {
		this.sources.remove(organisationId + "|" + integrationId);
	}

}
