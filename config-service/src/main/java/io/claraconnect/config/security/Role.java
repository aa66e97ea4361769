package io.claraconnect.config.security;

import java.util.Locale;
import java.util.Optional;

/** What a person may do. */
public enum Role {

	/** Sets up and changes connections. */
	PARTNER_ADMIN,
	/** Decides on candidates. */
	RECRUITER,
	/** Decides on candidates of the jobs shown to them. */
	HIRING_MANAGER,
	/** Keeps the platform running; changes nothing of a customer. */
	OPERATOR,
	/** Reads everything but secrets and changes nothing. */
	AUDITOR;

	/** The role of a claim's value, if there is one. */
	static Optional<Role> of(String claim) {
		for (Role role : values()) {
			if (role.name().toLowerCase(Locale.ROOT).equals(claim)) {
				return Optional.of(role);
			}
		}
		return Optional.empty();
	}

}
