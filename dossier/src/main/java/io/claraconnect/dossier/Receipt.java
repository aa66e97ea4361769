package io.claraconnect.dossier;

import java.time.Instant;

/**
 * The record of an erasure. Names nobody.
 *
 * @param alias names the person for this purpose only
 * @param suppressionDigest the entry that keeps the person from coming back
 * @param askedAt when it was asked for first
 * @param doneAt when everything was gone
 * @param keys keys erased
 * @param aliases mappings of history topics erased
 * @param material pieces of material erased
 * @param horizon when the last backup that may still hold the keys is gone
 */
public record Receipt(String alias, String suppressionDigest, Instant askedAt, Instant doneAt, int keys, int aliases,
		int material, Instant horizon) {

}
