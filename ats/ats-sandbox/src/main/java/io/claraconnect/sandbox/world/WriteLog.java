package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The writes that clients of the vendors' APIs made and that took effect, so that a test
 * can prove "exactly one note", whatever the client believed.
 */
public final class WriteLog {

	private static final int CAPACITY = 200_000;

	private final Deque<Entry> entries = new ArrayDeque<>();

	/** Remembers a write that took effect. */
	public synchronized void add(Entry entry) {
		if (this.entries.size() == CAPACITY) {
			this.entries.removeFirst();
		}
		this.entries.addLast(entry);
	}

	/** Returns the remembered writes, oldest first. */
	public synchronized List<Entry> all() {
		return List.copyOf(this.entries);
	}

	/** Forgets all writes. */
	public synchronized void clear() {
		this.entries.clear();
	}

	/**
	 * One write; kinds are note, note-update, tag, untag, move, reject, unreject, hire
	 * and whatever else a vendor offers; {@code detail} is the tag's name or the stage.
	 */
	public record Entry(Instant at, String vendor, String account, String kind, @Nullable String candidateId,
			@Nullable String applicationId, @Nullable String detail) {
	}

}
