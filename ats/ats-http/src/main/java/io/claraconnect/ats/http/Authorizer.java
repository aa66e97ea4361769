package io.claraconnect.ats.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import reactor.core.publisher.Mono;

/** Puts credentials on requests of a connection. */
public interface Authorizer {

	/** The headers to send now; errors with UNAUTHORIZED when there are none. */
	Mono<Authorization> current(Connection connection);

	/**
	 * Newer headers after a 401.
	 * @param connection whose account was called
	 * @param refused what the vendor refused
	 * @return errors with UNAUTHORIZED when there are no newer ones
	 */
	Mono<Authorization> renewed(Connection connection, Authorization refused);

	/** Headers made straight from the connection's credentials. */
	static Authorizer of(Function<Credentials, Map<String, Secret>> headers) {
		return new Authorizer() {

			@Override
			public Mono<Authorization> current(Connection connection) {
				return connection.credentials().current().map(this::authorization);
			}

			@Override
			public Mono<Authorization> renewed(Connection connection, Authorization refused) {
				return connection.credentials().renewed(refused.credentials()).map(this::authorization);
			}

			private Authorization authorization(Credentials credentials) {
				return new Authorization(credentials, headers.apply(credentials));
			}

		};
	}

	/** {@code Authorization: Bearer} with the secret of that field. */
	static Authorizer bearer(String field) {
		return of((credentials) -> bearerHeader(credentials.require(field)));
	}

	/**
	 * {@code Authorization: Basic} with the secret of that field as user and no password.
	 */
	static Authorizer basicUser(String field) {
		return of((credentials) -> basicHeader(credentials.require(field).reveal(), ""));
	}

	/** The header of a bearer token. */
	static Map<String, Secret> bearerHeader(Secret token) {
		return Map.of("Authorization", Secret.of("Bearer " + token.reveal()));
	}

	/** The header of a user and password. */
	static Map<String, Secret> basicHeader(String user, String password) {
		byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		return Map.of("Authorization", Secret.of("Basic " + Base64.getEncoder().encodeToString(pair)));
	}

	/**
	 * What a request is sent with.
	 *
	 * @param credentials what the headers were made from
	 * @param headers the headers
	 */
	record Authorization(Credentials credentials, Map<String, Secret> headers) {

		public Authorization {
			headers = Map.copyOf(headers);
		}

	}

}
