package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A person who applied. Tags are {@link AppliedTag} rows. */
public record Candidate(String id, String firstName, String lastName, List<String> emails, List<String> phones,
		Map<String, String> attributes, Instant createdAt, Instant updatedAt) implements Row {

	/** Returns the full name. */
	public String name() {
		return (this.firstName + " " + this.lastName).strip();
	}

	/** Returns this candidate, touched at the given time. */
	public Candidate touched(Instant now) {
		return new Candidate(this.id, this.firstName, this.lastName, this.emails, this.phones, this.attributes,
				this.createdAt, now);
	}

}
