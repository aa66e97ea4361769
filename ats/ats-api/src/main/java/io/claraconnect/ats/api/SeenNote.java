package io.claraconnect.ats.api;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A note as the vendor shows it. Personal data.
 *
 * @param id the vendor's id
 * @param text its text as the vendor gives it back, which may be escaped or trimmed
 * @param createdAt when it was written, or null when the vendor does not say
 */
public record SeenNote(String id, String text, @Nullable Instant createdAt) {

	@Override
	public String toString() {
		return "SeenNote[" + this.id + "]";
	}

}
