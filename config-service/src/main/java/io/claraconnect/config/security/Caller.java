package io.claraconnect.config.security;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who calls.
 *
 * @param organisationId the organisation that everything asked for belongs to; comes from
 * the caller's identity and never from a request's content
 * @param personId opaque id of the person
 * @param roles what the person may do
 */
public record Caller(String organisationId, String personId, Set<Role> roles) {

	private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

	public Caller {
		roles = Set.copyOf(roles);
		if (!validOrganisation(organisationId)) {
			throw new IllegalArgumentException("Not an organisation id");
		}
	}

	static boolean validOrganisation(String organisationId) {
		return ORGANISATION.matcher(organisationId).matches();
	}

}
