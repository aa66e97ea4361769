package io.claraconnect.config.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import reactor.core.publisher.Mono;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads the caller from the claims of a verified token. */
final class OidcCallers implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

	private final SecurityProperties properties;

	OidcCallers(SecurityProperties properties) {
		this.properties = properties;
	}

	@Override
	public Mono<AbstractAuthenticationToken> convert(Jwt token) {
		String organisation = token.getClaimAsString(this.properties.organisationClaim());
		String subject = token.getSubject();
		if (organisation == null || !Caller.validOrganisation(organisation) || subject == null || subject.isBlank()
				|| !madeForUs(token)) {
			return Mono
				.error(new InvalidBearerTokenException("The token names no organisation, person or audience of ours"));
		}
		return Mono.just(new CallerAuthentication(new Caller(organisation, subject, roles(token))));
	}

	private boolean madeForUs(Jwt token) {
		List<String> audience = token.getAudience();
		return this.properties.audience().isBlank()
				|| (audience != null && audience.contains(this.properties.audience()));
	}

	private Set<Role> roles(Jwt token) {
		List<String> claimed = token.getClaimAsStringList(this.properties.rolesClaim());
		return ((claimed != null) ? claimed : List.<String>of()).stream()
			.map(Role::of)
			.flatMap(Optional::stream)
			.collect(Collectors.toUnmodifiableSet());
	}

}
