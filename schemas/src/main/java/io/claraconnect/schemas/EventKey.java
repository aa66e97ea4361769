package io.claraconnect.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * Keys of records. All events with one key stay in order, so a key names the finest thing
 * whose changes must not overtake each other. Every key starts with the organisation.
 */
@NullMarked
public final class EventKey {

	private EventKey() {
	}

	/**
	 * Key of what belongs to a connection as a whole.
	 * @param organisationId the organisation; not empty, without colon
	 * @param integrationId the connection; not empty, without colon
	 * @return {@code organisation:integration}
	 */
	public static String of(String organisationId, String integrationId) {
		return part(organisationId) + ':' + part(integrationId);
	}

	/**
	 * Key of one thing of a connection. The subject is the last part, so it may contain
	 * colons, as in {@code application:42}.
	 * @param organisationId the organisation; not empty, without colon
	 * @param integrationId the connection; not empty, without colon
	 * @param subject the thing, in the vendor's ids; not empty
	 * @return {@code organisation:integration:subject}
	 */
	public static String of(String organisationId, String integrationId, String subject) {
		if (subject.isEmpty()) {
			throw new IllegalArgumentException("A key needs a subject.");
		}
		return of(organisationId, integrationId) + ':' + subject;
	}

	/**
	 * Key of the record of a person whose mapping lives in the vault alone.
	 * @param organisationId the organisation; not empty, without colon
	 * @param alias the alias; not empty, without colon
	 * @return {@code organisation:alias}
	 */
	public static String ofAlias(String organisationId, String alias) {
		return of(organisationId, alias);
	}

	private static String part(String part) {
		if (part.isEmpty() || part.indexOf(':') >= 0) {
			throw new IllegalArgumentException("A part of a key is empty or contains a colon.");
		}
		return part;
	}

}
