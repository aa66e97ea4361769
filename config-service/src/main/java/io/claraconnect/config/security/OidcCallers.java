package io.claraconnect.config.security;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.claraconnect.kit.seal.Digests;
import reactor.core.publisher.Mono;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads the caller from the claims of a verified token. */
final class OidcCallers implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

	private static final Pattern OPAQUE = Pattern.compile("(?=.*\\d)[A-Za-z0-9|:_-]{1,128}");

	private final SecurityProperties properties;

	OidcCallers(SecurityProperties properties) {
		this.properties = properties;
		if (properties.audience().isBlank()) {
			throw new IllegalStateException("Set CLARA_OIDC_AUDIENCE to the audience of the tokens made for this"
					+ " service: without it a token that the issuer made for any other service would open this one");
		}
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
		return Mono.just(new CallerAuthentication(new Caller(organisation, personId(subject), roles(token))));
	}

	/**
	 * The subject, or a digest of it where the issuer takes something readable for it,
	 * such as an e-mail address: events carry this id.
	 */
	static String personId(String subject) {
		return OPAQUE.matcher(subject).matches() ? subject
				: "p-" + HexFormat.of().formatHex(Digests.sha256(subject)).substring(0, 32);
	}

	private boolean madeForUs(Jwt token) {
		List<String> audience = token.getAudience();
		return audience != null && audience.contains(this.properties.audience());
	}

	private Set<Role> roles(Jwt token) {
		List<String> claimed = token.getClaimAsStringList(this.properties.rolesClaim());
		return ((claimed != null) ? claimed : List.<String>of()).stream()
			.map(Role::of)
			.flatMap(Optional::stream)
			.collect(Collectors.toUnmodifiableSet());
	}

}
