package io.claraconnect.sandbox.world;

import java.time.Instant;

/** A file of an application; its bytes are in {@link Blobs} under {@code blobId}. */
public record Attachment(String id, String candidateId, String applicationId, String type, String fileName,
		String contentType, String blobId, Instant createdAt) implements Row {
}
