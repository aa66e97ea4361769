package io.claraconnect.writeback.execute;

import java.util.Optional;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.kit.ats.Connections;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Integration;

import org.springframework.stereotype.Component;

/** Finds the account of a run. */
@Component
class Accounts {

	private final CompactedDirectory<Integration> directory;

	private final Connectors connectors;

	private final Connections connections;

	Accounts(CompactedDirectory<Integration> directory, Connectors connectors, Connections connections) {
		this.directory = directory;
		this.connectors = connectors;
		this.connections = connections;
	}

	/** Whether what is not known here really is unknown. */
	boolean caughtUp() {
		return this.directory.ready();
	}

	Optional<Account> find(WorkRow row) {
		return this.directory.find(EventKey.of(row.organisationId(), row.integrationId()))
			.flatMap((integration) -> this.connectors.find(new AtsId(integration.getAts()))
				.map((connector) -> new Account(row, integration, connector, this.connections.of(row.organisationId(),
						row.integrationId(), integration.getSettings(), Priority.WRITE))));
	}

}
