package io.claraconnect.ats.api;

import org.jspecify.annotations.Nullable;

/**
 * A document of an application, not yet downloaded.
 *
 * @param id the vendor's id, stable over reads
 * @param applicationId the application it was read with
 * @param kind what it is
 * @param fileName its name at the vendor
 * @param contentType its media type, or null when the vendor does not say
 * @param readiness whether its bytes can be had
 * @param location where the bytes are, opaque to everyone but the connector; dies within
 * seconds to days
 */
public record DocumentRef(String id, String applicationId, Kind kind, String fileName, @Nullable String contentType,
		Readiness readiness, Secret location) {

	/** What a document is. */
	public enum Kind {

		RESUME, COVER_LETTER, OTHER

	}

	/** Whether the bytes can be had. */
	public enum Readiness {

		/** Now. */
		READY,
		/** Later: the vendor still works on it. */
		PROCESSING,
		/** Never: the vendor could not process it. */
		FAILED

	}

	@Override
	public String toString() {
		return "DocumentRef[" + this.id + ", " + this.kind + "]";
	}

}
