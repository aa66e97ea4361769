package io.claraconnect.kit.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A compacted topic in memory: the last value of every key. Follows the topic, also
 * through outages of broker and registry. Safe for use by many threads; reading never
 * waits.
 *
 * @param <T> the record type of the topic
 */
public final class CompactedDirectory<T> {

	private static final Logger LOG = LoggerFactory.getLogger(CompactedDirectory.class);

	private final String topic;

	private final Class<T> type;

	private final ToLongFunction<T> revision;

	private final Map<String, T> entries = new ConcurrentHashMap<>();

	private final List<BiConsumer<String, @Nullable T>> listeners = new ArrayList<>();

	private final Sinks.One<Boolean> caughtUp = Sinks.one();

	private volatile boolean ready;

	CompactedDirectory(String topic, Class<T> type, ToLongFunction<T> revision) {
		this.topic = topic;
		this.type = type;
		this.revision = revision;
	}

	/**
	 * Finds the last value of a key.
	 * @param key a key
	 * @return its value, or empty when there is none (or none yet, unless ready)
	 */
	public Optional<T> find(String key) {
		return Optional.ofNullable(this.entries.get(key));
	}

	/**
	 * Gives all values.
	 * @return a copy
	 */
	public Collection<T> all() {
		return List.copyOf(this.entries.values());
	}

	/**
	 * Gives all keys with their values.
	 * @return a copy
	 */
	public Map<String, T> entries() {
		return Map.copyOf(this.entries);
	}

	/**
	 * Calls a listener for every entry there is and then for every record that is taken
	 * over, those of one key in their order, never two calls at a time. A record may come
	 * again unchanged. It must be quick: the directory waits for it.
	 * @param listener gets key and value; the value is null when the key was deleted
	 */
	public void onChange(BiConsumer<String, @Nullable T> listener) {
		synchronized (this.listeners) {
			new LinkedHashMap<>(this.entries).forEach((key, value) -> tell(listener, key, value));
			this.listeners.add(listener);
		}
	}

	/**
	 * Tells whether the directory has held everything that the topic held when it first
	 * saw it. Stays true through later outages, in which entries may be old.
	 * @return whether it is complete
	 */
	public boolean ready() {
		return this.ready;
	}

	/**
	 * Waits without blocking until {@link #ready()}.
	 * @return completes when ready; never errors
	 */
	public Mono<Void> whenReady() {
		return this.caughtUp.asMono().then();
	}

	/**
	 * Names the topic.
	 * @return the topic
	 */
	public String topic() {
		return this.topic;
	}

	Class<T> type() {
		return this.type;
	}

	void complete() {
		if (!this.ready) {
			this.ready = true;
			this.caughtUp.tryEmitValue(true);
			LOG.atInfo()
				.addKeyValue("topic", this.topic)
				.addKeyValue("entries", this.entries.size())
				.log("Directory is complete");
		}
	}

	/**
	 * Takes a record over, unless it is older than what is here.
	 */
	void put(String key, @Nullable T value) {
		synchronized (this.listeners) {
			T before = this.entries.get(key);
			if (value != null && before != null
					&& this.revision.applyAsLong(value) < this.revision.applyAsLong(before)) {
				return;
			}
			if (value != null) {
				this.entries.put(key, value);
			}
			else if (before == null) {
				return;
			}
			else {
				this.entries.remove(key);
			}
			for (BiConsumer<String, @Nullable T> listener : this.listeners) {
				tell(listener, key, value);
			}
		}
	}

	private void tell(BiConsumer<String, @Nullable T> listener, String key, @Nullable T value) {
		try {
			listener.accept(key, value);
		}
		catch (RuntimeException ex) {
			LOG.atError()
				.addKeyValue("topic", this.topic)
				.addKeyValue("cause", ex.getClass().getSimpleName())
				.log("A listener of a directory failed");
		}
	}

}
