package io.claraconnect.config.security;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers prove who they are: by tokens of an OIDC issuer, or, in a stack on one
 * machine, by one token in a file.
 *
 * @param adminTokenFile file with the one token; used when no issuer is set
 * @param issuer the OIDC issuer
 * @param audience what the tokens must be made for; needed where an issuer is set
 * @param rolesClaim claim with the caller's roles, a list of {@code partner_admin},
 * {@code recruiter}, {@code hiring_manager}, {@code operator}, {@code auditor}
 * @param organisationClaim claim with the caller's organisation
 */
@ConfigurationProperties("clara.security")
record SecurityProperties(@Nullable String adminTokenFile, @Nullable String issuer, @DefaultValue("") String audience,
		@DefaultValue("roles") String rolesClaim, @DefaultValue("organisation") String organisationClaim) {

	boolean oidc() {
		return this.issuer != null && !this.issuer.isBlank();
	}

}
