package io.claraconnect.guarantees.erasure;

import java.util.Locale;
import java.util.Random;

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

}
