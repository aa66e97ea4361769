package io.claraconnect.ats.teamtailor;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.http.Authorizer;
import reactor.core.publisher.Mono;

/**
 * Credentials that are not renewed, for asking in another region whether a key belongs
 * there.
 */
record TeamtailorOnce(Authorizer first) implements Authorizer {

	@Override
	public Mono<Authorization> current(Connection connection) {
		return this.first.current(connection);
	}

	@Override
	public Mono<Authorization> renewed(Connection connection, Authorization refused) {
		return Mono.error(() -> AtsException.unauthorized("http_401"));
	}

}
