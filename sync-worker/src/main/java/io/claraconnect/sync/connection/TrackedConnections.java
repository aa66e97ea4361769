package io.claraconnect.sync.connection;

import java.util.Optional;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Integration;
import reactor.core.publisher.Mono;

/** Every connection, from the directory, with the connector and account behind it. */
public final class TrackedConnections {

	private final CompactedDirectory<Integration> directory;

	private final Connectors connectors;

	private final Connections connections;

	public TrackedConnections(CompactedDirectory<Integration> directory, Connectors connectors,
			Connections connections) {
		this.directory = directory;
		this.connectors = connectors;
		this.connections = connections;
	}

	/**
	 * A connection as it is now; waits until the directory is complete.
	 * @return empty when there is no such connection
	 */
	public Mono<Optional<TrackedConnection>> find(String organisationId, String integrationId) {
		return this.directory.whenReady()
			.then(Mono.fromSupplier(
					() -> this.directory.find(EventKey.of(organisationId, integrationId)).map(TrackedConnection::of)));
	}

	/** The connector of a connection. */
	public Connector connector(TrackedConnection connection) {
		return this.connectors.get(new AtsId(connection.ats()));
	}

	/** The account of a connection, to be called at the given rank. */
	public Connection account(TrackedConnection connection, int priority) {
		return this.connections.of(connection.organisationId(), connection.integrationId(), connection.settings(),
				(priority == 0) ? Priority.LIVE : Priority.BACKFILL);
	}

}
