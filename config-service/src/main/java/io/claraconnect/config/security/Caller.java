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

	/**
	 * Whether the words of people and about people are shown to the caller: to everybody
	 * who works with candidates or looks after those who do, and not to who only keeps
	 * the platform running.
	 */
	public boolean readsAboutPeople() {
		return this.roles.stream().anyMatch((role) -> role != Role.OPERATOR);
	}

	static boolean validOrganisation(String organisationId) {
		return ORGANISATION.matcher(organisationId).matches();
	}

}
