package io.claraconnect.ats.api;

/**
 * Makes a connector; found by {@link java.util.ServiceLoader}, so that adding an ATS
 * touches no service.
 */
public interface ConnectorProvider {

	/** Makes the connector of this module, once per process. */
	Connector create(ConnectorContext context);

}
