package io.claraconnect.ats.greenhouse;

import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.ConnectorProvider;

/** Makes the Greenhouse connector. */
public final class GreenhouseProvider implements ConnectorProvider {

	@Override
	public Connector create(ConnectorContext context) {
		return new GreenhouseConnector(context);
	}

}
