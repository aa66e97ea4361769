package io.claraconnect.guarantees.erasure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;

/**
 * Somebody who applied under a name that nobody else in the world has.
 *
 * @param candidacy the candidacy
 * @param mark the last name, by which everything about this person is found
 */
record Person(Candidacy candidacy, String mark) {

	private static final int LETTERS = 10;

	static Person applies(Tenant tenant, int index, Random random) {
		StringBuilder name = new StringBuilder("Wexholm");
		for (int i = 0; i < LETTERS; i++) {
			name.append((char) ('a' + random.nextInt(26)));
		}
		Fit fit = Fit.values()[index % Fit.values().length];
		return new Person(tenant.apply("Ada " + name, fit), name.toString().toLowerCase(Locale.ROOT));
	}

	String integrationId() {
		return this.candidacy.tenant().integrationId();
	}

	String applicationId() {
		return this.candidacy.applicationId();
	}

	/** The key of this person's records on compacted topics. */
	String key() {
		return this.candidacy.tenant().organisationId() + ":" + integrationId() + ":" + applicationId();
	}

	/** Whether records of that key are about this person. */
	boolean isKeyOf(String key) {
		String ours = this.candidacy.tenant().organisationId() + ":" + integrationId() + ":";
		return key.equals(key()) || key.equals(ours + "application:" + applicationId())
				|| key.equals(ours + "candidate:" + this.candidacy.candidateId());
	}

	/** Whether a delivery of a vendor names this person in any way. */
	boolean isIn(Arrival arrival) {
		String body = new String(arrival.body(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
		return this.candidacy.tenant().owns(arrival)
				&& (body.contains(this.mark) || body.contains(applicationId().toLowerCase(Locale.ROOT))
						|| body.contains(this.candidacy.candidateId().toLowerCase(Locale.ROOT)));
	}

}
