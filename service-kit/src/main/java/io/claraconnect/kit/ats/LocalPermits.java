package io.claraconnect.kit.ats;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Permits that this process holds for one connection, scope and priority. They die with
 * their window, and after two seconds in any case, so that a window that was closed by
 * another process is closed here soon. Blocks grow while they are used up quickly: rare
 * calls take single permits and let none die.
 */
final class LocalPermits {

	private static final long LIFE_NANOS = Duration.ofSeconds(2).toNanos();

	private final AtomicReference<@Nullable Mono<Duration>> asking = new AtomicReference<>();

	private int left;

	private int size;

	private long takenAt;

	private long endsAt = System.nanoTime();

	/** Takes a permit if one is held. */
	synchronized boolean take() {
		if (this.left <= 0 || System.nanoTime() - this.endsAt >= 0) {
			return false;
		}
		this.left--;
		return true;
	}

	/** Holds permits until the given time of {@link System#nanoTime()}. */
	synchronized void put(int permits, long endOfWindow) {
		this.left = permits;
		this.size = permits;
		this.takenAt = System.nanoTime();
		long endOfLife = this.takenAt + LIFE_NANOS;
		this.endsAt = (endOfWindow - endOfLife < 0) ? endOfWindow : endOfLife;
	}

	/** Lets go of what is held. */
	synchronized void drop() {
		this.left = 0;
		this.size = 0;
	}

	/** How many permits to ask for next. */
	synchronized int nextSize(int most) {
		boolean quick = this.left == 0 && System.nanoTime() - this.takenAt < LIFE_NANOS;
		return (quick && this.size > 0) ? Math.min(this.size * 2, most) : 1;
	}

	/**
	 * Asks for more, once for all who want them at the same time: each of them asking for
	 * a block would use up the window with permits that nobody takes.
	 */
	Mono<Duration> refill(Supplier<Mono<Duration>> lease) {
		Mono<Duration> running = this.asking.get();
		if (running != null) {
			return running;
		}
		AtomicReference<@Nullable Mono<Duration>> mine = new AtomicReference<>();
		Runnable over = () -> this.asking.compareAndSet(mine.get(), null);
		Mono<Duration> shared = Mono.defer(lease).doOnTerminate(over).doOnCancel(over).share();
		mine.set(shared);
		return this.asking.compareAndSet(null, shared) ? shared : refill(lease);
	}

}
