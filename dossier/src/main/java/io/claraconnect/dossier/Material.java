package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A piece of material, opened. Personal data.
 *
 * @param ref its reference
 * @param candidateRef opaque reference of the candidate
 * @param kind what it is
 * @param applicationId the application it belongs to, or empty for the person
 * @param version counts the contents that this piece had
 * @param digest HMAC of the content under the candidate's key
 * @param content the bytes; nobody may change them
 * @param contentType their media type
 * @param sourceRef the piece it was made from, or empty
 * @param extractorVersion version of what made it, or empty
 * @param createdAt when it was kept
 */
public record Material(String ref, String candidateRef, MaterialKind kind, String applicationId, int version,
		String digest, byte[] content, String contentType, String sourceRef, String extractorVersion,
		Instant createdAt) {

	/** The content as UTF-8 text. */
	public String text() {
		return new String(this.content, StandardCharsets.UTF_8);
	}

	Material withContent(byte[] opened) {
		return new Material(this.ref, this.candidateRef, this.kind, this.applicationId, this.version, this.digest,
				opened, this.contentType, this.sourceRef, this.extractorVersion, this.createdAt);
	}

	@Override
	public String toString() {
		return "Material[" + this.kind + ", " + this.ref + "]";
	}

}
