package io.claraconnect.config.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;

import io.claraconnect.kit.seal.Digests;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;

/**
 * The one token of a stack on one machine. It grants every role in the organisation
 * {@code default}, or in the one that the header {@code X-Organisation} names. Compared
 * in constant time.
 */
final class AdminToken implements ServerAuthenticationConverter {

	private static final Logger log = LoggerFactory.getLogger(AdminToken.class);

	private static final String BEARER = "Bearer ";

	private final byte[] digest;

	AdminToken(String token) {
		this.digest = Digests.sha256(token);
	}

	static AdminToken read(@Nullable String file) {
		if (file == null || file.isBlank()) {
			throw new IllegalStateException(
					"Set CLARA_OIDC_ISSUER to your OIDC issuer, or CLARA_ADMIN_TOKEN_FILE to a file"
							+ " with a token for a stack on one machine: nobody could log in");
		}
		try {
			String token = Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
			if (token.length() < 16) {
				throw new IllegalStateException("The token in " + file + " has fewer than 16 characters");
			}
			return new AdminToken(token);
		}
		catch (IOException _) {
			throw new IllegalStateException(
					"The file " + file + " cannot be read; set CLARA_ADMIN_TOKEN_FILE to a readable file");
		}
	}

	@Override
	public Mono<Authentication> convert(ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		String header = headers.getFirst(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.startsWith(BEARER)) {
			return Mono.empty();
		}
		String organisation = headers.getFirst("X-Organisation");
		String wanted = (organisation != null) ? organisation : "default";
		boolean good = MessageDigest.isEqual(this.digest, Digests.sha256(header.substring(BEARER.length()).strip()));
		if (!good || !Caller.validOrganisation(wanted)) {
			log.atWarn().log("A bearer token was refused");
			return Mono.error(new BadCredentialsException("refused"));
		}
		return Mono.just(new CallerAuthentication(new Caller(wanted, "local-admin", EnumSet.allOf(Role.class))));
	}

}
