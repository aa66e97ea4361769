package io.claraconnect.sandbox.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The latest calls that vendors received, for tests that count them. */
public final class RequestLog {

	private static final int CAPACITY = 20_000;

	private final Deque<Entry> entries = new ArrayDeque<>();

	private long sequence;

	/** Remembers a call. */
	synchronized void add(Instant at, String vendor, @Nullable String account, Request request, int status,
			@Nullable String fault) {
		if (this.entries.size() == CAPACITY) {
			this.entries.removeFirst();
		}
		this.entries.addLast(new Entry(++this.sequence, at, vendor, account, request.method(), request.path(),
				request.rawQuery(), status, fault));
	}

	/** Returns the remembered calls, oldest first. */
	public synchronized List<Entry> all() {
		return List.copyOf(this.entries);
	}

	/** Forgets all calls. */
	public synchronized void clear() {
		this.entries.clear();
	}

	/**
	 * One call; status 0 means that the client got none; {@code fault} names the fault
	 * that hit it.
	 */
	public record Entry(long seq, Instant at, String vendor, @Nullable String account, String method, String path,
			String query, int status, @Nullable String fault) {
	}

}
