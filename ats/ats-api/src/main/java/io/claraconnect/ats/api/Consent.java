package io.claraconnect.ats.api;

import java.net.URI;
import java.util.Map;

import reactor.core.publisher.Mono;

/**
 * Authorises an account on the vendor's consent page (OAuth 2.0 authorization code) and
 * renews what it gave.
 */
public interface Consent {

	/**
	 * The address of the consent page.
	 * @param settings the connection's settings
	 * @param redirectUri where the vendor sends the browser back
	 * @param state an unguessable value that comes back
	 */
	URI consentPage(Map<String, String> settings, URI redirectUri, String state);

	/**
	 * Turns the code that came back into credentials. A code works once.
	 * @return credentials with {@code expiresAt}; errors with UNAUTHORIZED when the
	 * vendor refuses the code
	 */
	Mono<Credentials> exchange(Map<String, String> settings, URI redirectUri, Secret code);

	/**
	 * Renews credentials before they die. Single use: the refresh token given is dead
	 * afterwards, so the result must be stored before it is used.
	 * @return errors with UNAUTHORIZED when the customer revoked the app or the refresh
	 * token was used before
	 */
	Mono<Credentials> renew(Map<String, String> settings, Credentials credentials);

}
