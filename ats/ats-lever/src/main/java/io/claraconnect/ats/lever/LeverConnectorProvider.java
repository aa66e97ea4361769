package io.claraconnect.ats.lever;

import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.ConnectorProvider;

/** Announces the Lever connector to the service loader. */
public final class LeverConnectorProvider implements ConnectorProvider {

	@Override
	public Connector create(ConnectorContext context) {
		return new LeverConnector(context);
	}

}
