package io.claraconnect.config.status;

import java.util.Locale;
import java.util.Optional;

/** What CLARA says of an application. */
public enum Status {

	/** The score is below the threshold. */
	NOT_QUALIFIED,
	/** The score is at or above the threshold. */
	PRE_QUALIFIED,
	/** A person moved a candidate on. */
	QUALIFIED,
	/** There was nothing to score, after waiting for it. */
	NO_RESUME,
	/** The resume cannot be read. */
	UNREADABLE;

	/** The name in events, tags and the API. */
	public String wire() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The status of a wire name, if there is one. */
	public static Optional<Status> ofWire(String wire) {
		for (Status status : values()) {
			if (status.wire().equals(wire)) {
				return Optional.of(status);
			}
		}
		return Optional.empty();
	}

	/** Whether a person may decide it. */
	public boolean decidable() {
		return this == NOT_QUALIFIED || this == PRE_QUALIFIED || this == QUALIFIED;
	}

}
