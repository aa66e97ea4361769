package io.claraconnect.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind in the order they were created. A table can lag: a write is true at
 * once for {@link #find} and {@link #all} but appears in {@link #listed()}, which the
 * vendors' list endpoints use, only when the lag has passed.
 *
 * @param <T> the kind of row
 */
public final class Table<T extends Row> {

	private final Class<T> type;

	private final InstantSource clock;

	private final Supplier<Duration> lag;

	private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

	private long changes;

	Table(Class<T> type, InstantSource clock, Supplier<Duration> lag) {
		this.type = type;
		this.clock = clock;
		this.lag = lag;
	}

	/** Returns the class of the rows. */
	public Class<T> type() {
		return this.type;
	}

	/** Inserts the row, or replaces the one with the same id, and returns it. */
	public synchronized T put(T row) {
		set(row.id(), row);
		return row;
	}

	/** Removes the row if it is there; returns whether it was. */
	public synchronized boolean remove(String id) {
		boolean present = find(id).isPresent();
		if (present) {
			set(id, null);
		}
		return present;
	}

	/** Removes every matching row. */
	public synchronized void removeIf(Predicate<T> condition) {
		all().stream().filter(condition).map(Row::id).forEach(this::remove);
	}

	/** Returns the row as it truly is now. */
	public synchronized Optional<T> find(@Nullable String id) {
		Entry<T> entry = this.entries.get((id != null) ? id : "");
		return (entry != null) ? Optional.ofNullable(entry.current()) : Optional.empty();
	}

	/** Returns the row as it truly is now, or fails: for ids the sandbox made itself. */
	public T get(String id) {
		return find(id).orElseThrow(() -> new NoSuchRow(this.type.getSimpleName(), id));
	}

	/** Returns all rows as they truly are now, oldest first. */
	public synchronized List<T> all() {
		return this.entries.values()
			.stream()
			.map(Entry::current)
			.filter(Objects::nonNull)
			.map(this.type::cast)
			.toList();
	}

	/** Returns the rows that list endpoints show now, oldest first. */
	public synchronized List<T> listed() {
		Instant now = this.clock.instant();
		List<T> result = new ArrayList<>();
		for (Entry<T> entry : this.entries.values()) {
			T visible = entry.visible(now);
			if (visible != null) {
				result.add(visible);
			}
		}
		return result;
	}

	/** Returns how many changes were made, to notice that a snapshot is due. */
	synchronized long changes() {
		return this.changes;
	}

	private void set(String id, @Nullable T row) {
		Instant now = this.clock.instant();
		Duration delay = this.lag.get();
		Entry<T> old = this.entries.get(id);
		this.changes++;
		if (row == null && delay.isZero()) {
			this.entries.remove(id);
			return;
		}
		T before = (old != null) ? old.visible(now) : null;
		this.entries.put(id, new Entry<>(row, before, now.plus(delay)));
	}

	private record Entry<T>(@Nullable T current, @Nullable T before, Instant visibleAt) {

		@Nullable T visible(Instant now) {
			return now.isBefore(this.visibleAt) ? this.before : this.current;
		}

	}

}
