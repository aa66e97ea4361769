package io.claraconnect.dossier;

/**
 * A piece of material to keep.
 *
 * @param kind what it is
 * @param applicationId the vendor's id of the application it belongs to, or empty for the
 * person as a whole
 * @param content the bytes; not copied, so nobody may change them
 * @param contentType their media type
 * @param sourceRef the piece it was made from, or empty; such a piece is opened with its
 * source
 * @param extractorVersion version of what made it from its source, or empty
 */
public record NewMaterial(MaterialKind kind, String applicationId, byte[] content, String contentType, String sourceRef,
		String extractorVersion) {

	/** A piece that came from the vendor or a person. */
	public static NewMaterial original(MaterialKind kind, String applicationId, byte[] content, String contentType) {
		return new NewMaterial(kind, applicationId, content, contentType, "", "");
	}

	/** A piece that the platform made from another one. */
	public static NewMaterial derived(MaterialKind kind, String applicationId, byte[] content, String contentType,
			String sourceRef, String extractorVersion) {
		return new NewMaterial(kind, applicationId, content, contentType, sourceRef, extractorVersion);
	}

	@Override
	public String toString() {
		return "NewMaterial[" + this.kind + "]";
	}

}
