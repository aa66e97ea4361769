package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A remark on a candidate, written by a user or (author id null) by the app itself. */
public record Note(String id, String candidateId, @Nullable String applicationId, String body, String visibility,
		@Nullable String authorId, String authorName, Map<String, String> attributes, Instant createdAt,
		Instant updatedAt) implements Row {

	/** Returns this note with another text. */
	public Note edited(String body, Instant now) {
		return new Note(this.id, this.candidateId, this.applicationId, body, this.visibility, this.authorId,
				this.authorName, this.attributes, this.createdAt, now);
	}

	/** Returns this note with another visibility. */
	public Note shownTo(String visibility) {
		return new Note(this.id, this.candidateId, this.applicationId, this.body, visibility, this.authorId,
				this.authorName, this.attributes, this.createdAt, this.updatedAt);
	}

}
