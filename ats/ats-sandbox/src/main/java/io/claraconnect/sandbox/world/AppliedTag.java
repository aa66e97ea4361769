package io.claraconnect.sandbox.world;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A tag on a candidate; {@code applicationId} is set where the vendor hangs tags on a
 * candidacy instead of the person.
 */
public record AppliedTag(String id, String candidateId, @Nullable String applicationId, String tagId, String name,
		Instant createdAt) implements Row {
}
