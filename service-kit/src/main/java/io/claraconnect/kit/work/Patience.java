package io.claraconnect.kit.work;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * How long whoever subscribed may wait for leave to call a vendor; found in the
 * subscriber's context. A run of a row waits shortly before its first call, so that it
 * can be put back having done nothing, and long before a later one, so that what it has
 * read is not read again; while it waits it takes no place of its process. Anybody else
 * waits for as long as it takes. Safe for use by many threads.
 */
public final class Patience {

	static final Duration BEFORE_FIRST_CALL = Duration.ofSeconds(2);

	private static final Duration BETWEEN_CALLS = Duration.ofMinutes(15);

	private static final Duration SHORTEST_HOLD = Duration.ofMillis(250);

	private static final Patience ENDLESS = new Patience(null);

	private final @Nullable Places places;

	private boolean called;

	private Duration waited = Duration.ZERO;

	private boolean over;

	private @Nullable Duration hold;

	private boolean everyRank;

	private Patience(@Nullable Places places) {
		this.places = places;
	}

	static Patience ofRun(Places places) {
		return new Patience(places);
	}

	/** The patience of whoever has that context. */
	public static Patience of(ContextView context) {
		return context.hasKey(Patience.class) ? context.get(Patience.class) : ENDLESS;
	}

	Context in(Context context) {
		return context.put(Patience.class, this);
	}

	/** Takes note that a call may be made. */
	public synchronized void granted() {
		this.called = true;
		this.waited = Duration.ZERO;
	}

	/**
	 * Waits.
	 * @return true after that time; false at once when it is too long, and the row that
	 * is run will be put back until then, with all others of its connection that rank as
	 * it does or behind it
	 */
	public Mono<Boolean> await(Duration wait) {
		Places taken = this.places;
		if (taken == null) {
			return Mono.delay(wait).thenReturn(true);
		}
		return Mono.defer(() -> {
			if (isTooLong(wait)) {
				return Mono.just(false);
			}
			return taken.without(Mono.firstWithSignal(Mono.delay(wait).thenReturn(true),
					taken.closing().then(Mono.fromSupplier(this::giveUp))));
		});
	}

	/** Takes note that the vendor takes no call of this connection for that long. */
	public synchronized void closed(Duration wait) {
		if (this.places != null) {
			this.everyRank = true;
			this.over = true;
			this.hold = wait;
		}
	}

	private synchronized boolean isTooLong(Duration wait) {
		Duration most = this.called ? BETWEEN_CALLS : BEFORE_FIRST_CALL;
		this.waited = this.waited.plus(wait);
		if (this.waited.compareTo(most) <= 0) {
			return false;
		}
		this.over = true;
		this.hold = (wait.compareTo(SHORTEST_HOLD) > 0) ? wait : SHORTEST_HOLD;
		return true;
	}

	private synchronized boolean giveUp() {
		this.over = true;
		return false;
	}

	/** Whether the run ended because it would have had to wait for too long. */
	synchronized boolean isOver() {
		return this.over;
	}

	/** For how long the connection is to be held, or null. */
	synchronized @Nullable Duration hold() {
		return this.hold;
	}

	/** From which rank on it is to be held. */
	synchronized int holdFrom(int priority) {
		return this.everyRank ? 0 : priority;
	}

}
