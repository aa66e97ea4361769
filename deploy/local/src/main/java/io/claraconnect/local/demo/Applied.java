package io.claraconnect.local.demo;

import java.time.Instant;

import tools.jackson.databind.JsonNode;

/**
 * Somebody who has applied.
 *
 * @param person who
 * @param tenant at which account
 * @param title name of the ATS for people
 * @param jobId the vendor's id of the job
 * @param jobTitle its title
 * @param candidateId the vendor's id of the person
 * @param applicationId the vendor's id of the candidacy
 * @param at when
 * @param addresses where the vendor's API shows it
 */
record Applied(Person person, Tenant tenant, String title, String jobId, String jobTitle, String candidateId,
		String applicationId, Instant at, JsonNode addresses) {

	String recruiterView() {
		return this.tenant.control() + "/candidates/" + this.candidateId;
	}

}
