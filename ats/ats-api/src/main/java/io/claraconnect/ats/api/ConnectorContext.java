package io.claraconnect.ats.api;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * What a process lends its connectors.
 *
 * @param clock the time
 * @param rateBudget asked before every request
 * @param allowedOrigins origins such as {@code https://ats.example:8443} that may be
 * called besides the vendor's own public hosts, for self-hosted gateways and test
 * installations; empty in an ordinary deployment
 * @param platformCredentials our own app's credentials at vendors, by ATS id (an OAuth
 * client, a partner key)
 */
public record ConnectorContext(Clock clock, RateBudget rateBudget, Set<URI> allowedOrigins,
		Map<AtsId, Credentials> platformCredentials) {

	public ConnectorContext {
		allowedOrigins = Set.copyOf(allowedOrigins);
		platformCredentials = Map.copyOf(platformCredentials);
	}

}
