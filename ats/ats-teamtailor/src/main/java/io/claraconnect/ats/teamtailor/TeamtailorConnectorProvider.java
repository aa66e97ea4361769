package io.claraconnect.ats.teamtailor;

import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.ConnectorProvider;

/** Announces the Teamtailor connector to the service loader. */
public final class TeamtailorConnectorProvider implements ConnectorProvider {

	@Override
	public Connector create(ConnectorContext context) {
		return new TeamtailorConnector(context);
	}

}
