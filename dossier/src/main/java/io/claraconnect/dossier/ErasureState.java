package io.claraconnect.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An erasure as it stands. Names nobody.
 *
 * @param organisationId the organisation
 * @param integrationId the connection
 * @param alias names the person for this purpose only
 * @param digest the entry that keeps the person from coming back
 * @param persons digests of every vendor id of the person
 * @param applications digests of the person's applications
 * @param origin PERSON or ATS
 * @param reason a short code
 * @param askedBy opaque id of who asked, or null
 * @param askedAt when it was asked for first
 * @param announcedAt when the places were told last, or null
 * @param vaultDoneAt when keys and material were gone, or null
 * @param receiptAt when every place had answered, or null
 * @param horizon when the last copy that could still be read is gone; null before the
 * receipt
 * @param keys keys erased
 * @param aliases mappings of history topics erased
 * @param material pieces of material erased
 * @param places what each place answered
 */
public record ErasureState(String organisationId, String integrationId, String alias, String digest,
		Set<String> persons, Set<String> applications, String origin, String reason, @Nullable String askedBy,
		Instant askedAt, @Nullable Instant announcedAt, @Nullable Instant vaultDoneAt, @Nullable Instant receiptAt,
		@Nullable Instant horizon, int keys, int aliases, int material, List<Answer> places) {

	public ErasureState {
		persons = Set.copyOf(persons);
		applications = Set.copyOf(applications);
		places = List.copyOf(places);
	}

	ErasureState with(List<Answer> answers) {
		return new ErasureState(this.organisationId, this.integrationId, this.alias, this.digest, this.persons,
				this.applications, this.origin, this.reason, this.askedBy, this.askedAt, this.announcedAt,
				this.vaultDoneAt, this.receiptAt, this.horizon, this.keys, this.aliases, this.material, answers);
	}

	/**
	 * What a place answered.
	 *
	 * @param place the vault or a service
	 * @param count how much was erased there
	 * @param doneAt when
	 */
	public record Answer(String place, int count, Instant doneAt) {

	}

}
