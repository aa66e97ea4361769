package io.claraconnect.dossier;

/**
 * A candidate of one connection: whose material it is.
 *
 * @param organisationId the organisation
 * @param integrationId the connection
 * @param candidateId the vendor's id of the person
 */
public record Subject(String organisationId, String integrationId, String candidateId) {

	public Subject {
		if (organisationId.isEmpty() || integrationId.isEmpty() || candidateId.isEmpty()) {
			throw new IllegalArgumentException("A subject has an organisation, a connection and a candidate");
		}
	}

}
