package io.claraconnect.dossier;

import java.util.Set;

/**
 * Persons of one connection who were erased, known by nothing but digests: says of an id
 * whether it is one of theirs. So every place finds its own rows, and a list of erased
 * persons can be kept for years without naming any.
 */
public final class ErasedPersons {

	private final String organisationId;

	private final String integrationId;

	private final Set<String> persons;

	private final Set<String> applications;

	private final Fingerprints fingerprints;

	ErasedPersons(String organisationId, String integrationId, Set<String> persons, Set<String> applications,
			Fingerprints fingerprints) {
		this.organisationId = organisationId;
		this.integrationId = integrationId;
		this.persons = Set.copyOf(persons);
		this.applications = Set.copyOf(applications);
		this.fingerprints = fingerprints;
	}

	/** The organisation. */
	public String organisationId() {
		return this.organisationId;
	}

	/** The connection. */
	public String integrationId() {
		return this.integrationId;
	}

	/** Whether the vendor's id of a person is that of one of them. */
	public boolean hasPerson(String candidateId) {
		return this.persons.contains(this.fingerprints.ofPerson(this.organisationId, this.integrationId, candidateId));
	}

	/** Whether the vendor's id of an application is that of one of theirs. */
	public boolean hasApplication(String applicationId) {
		return !this.applications.isEmpty() && this.applications
			.contains(this.fingerprints.ofApplication(this.organisationId, this.integrationId, applicationId));
	}

	Set<String> persons() {
		return this.persons;
	}

	Set<String> applications() {
		return this.applications;
	}

	@Override
	public String toString() {
		return "ErasedPersons[" + this.persons.size() + "]";
	}

}
