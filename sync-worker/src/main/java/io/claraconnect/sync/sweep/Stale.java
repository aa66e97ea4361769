package io.claraconnect.sync.sweep;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Decides what of a list is to be read. Pure. */
final class Stale {

	private Stale() {
	}

	/**
	 * Whether something in a list is to be read: it is not known, or the vendor changed
	 * it after it was read. Where the vendor tells no time, what is known is left to
	 * deliveries.
	 * @param known the times of change of what is known, by id
	 */
	static boolean is(String id, @Nullable Instant listed, Map<String, Optional<Instant>> known) {
		Optional<Instant> read = known.get(id);
		if (read == null) {
			return true;
		}
		return listed != null && (read.isEmpty() || listed.isAfter(read.get()));
	}

}
