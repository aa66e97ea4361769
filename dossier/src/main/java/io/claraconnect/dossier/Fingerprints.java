package io.claraconnect.dossier;

import java.util.HexFormat;

import io.claraconnect.kit.seal.Digests;

/**
 * Keyed digests of vendor ids, as the suppression list and {@code platform.erasures} hold
 * them. They never change, because entries must be found for ever; how they are made is
 * part of the schema of the topic.
 */
final class Fingerprints {

	private final Digests digests;

	Fingerprints(Digests digests) {
		this.digests = digests;
	}

	String ofPerson(String organisationId, String integrationId, String candidateId) {
		return hex("suppression", organisationId, integrationId, candidateId);
	}

	String ofApplication(String organisationId, String integrationId, String applicationId) {
		return hex("suppression-application", organisationId, integrationId, applicationId);
	}

	private String hex(String... parts) {
		return HexFormat.of().formatHex(this.digests.hmac(parts));
	}

}
