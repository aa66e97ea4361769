package io.claraconnect.dossier;

import org.jspecify.annotations.Nullable;

/**
 * Why a person is to be erased.
 *
 * @param origin who asks
 * @param reason a short code
 * @param askedBy opaque id of the person who asked through the API, or null
 */
public record ErasureRequest(Origin origin, String reason, @Nullable String askedBy) {

	/** A request of the ATS, where the person was deleted or anonymised. */
	public static ErasureRequest byAts(String reason) {
		return new ErasureRequest(Origin.ATS, reason, null);
	}

	/** Who asks. */
	public enum Origin {

		/** Somebody, through the API. */
		PERSON,
		/** The ATS. */
		ATS

	}

}
