package io.claraconnect.ats.api;

import reactor.core.publisher.Mono;

/**
 * Where a connector gets the credentials of a connection. Safe for use by many threads.
 */
public interface CredentialSource {

	/**
	 * The newest credentials known. Errors with category UNAUTHORIZED when the connection
	 * has none.
	 */
	Mono<Credentials> current();

	/**
	 * Asks for newer credentials than the given ones after the vendor refused those, and
	 * waits for them a bounded time.
	 * @param refused what the vendor answered 401 to
	 * @return newer credentials; errors with category UNAUTHORIZED when none can be had
	 */
	Mono<Credentials> renewed(Credentials refused);

}
