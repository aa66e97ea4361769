package io.claraconnect.failpoints;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** A point with something to happen at it. */
final class ArmedPoint {

	private static final int KILLED = 137;

	private final Action action;

	private final Tally tally;

	private final Runnable lastWords;

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger gathered = new AtomicInteger();

	private final CompletableFuture<Void> released = new CompletableFuture<>();

	ArmedPoint(Action action, Tally tally, Runnable lastWords) {
		this.action = action;
		this.tally = tally;
		this.lastWords = lastWords;
	}

	Action action() {
		return this.action;
	}

	/** Lets every call go on that is held here. */
	void release() {
		if (this.action.kind() == Action.Kind.HOLD) {
			this.released.complete(null);
		}
	}

	/**
	 * A call came by.
	 * @return null when it just goes on
	 * @throws Throwable where that is what happens here
	 */
	@Nullable Passage reached(Class<?> owner, String returns) throws Throwable {
		this.tally.hits().incrementAndGet();
		int call = this.calls.incrementAndGet();
		if (this.action.kind() == Action.Kind.COUNT || call < this.action.nth()) {
			return null;
		}
		if (this.action.kind() == Action.Kind.HALT) {
			return this.tally.spent(this.action.times()) ? null : waiting(gather(), returns);
		}
		if (!this.tally.fire(this.action.times())) {
			return null;
		}
		return switch (this.action.kind()) {
			case THROW -> throw Values.exception(owner, this.action.argument());
			case RETURN -> Passage.skip(Values.of(this.action.argument(), owner, returns));
			case DELAY -> waiting(after(this.action.pause()), returns);
			case HOLD -> waiting(this.released, returns);
			case COUNT, HALT -> null;
		};
	}

	private CompletableFuture<Void> gather() {
		int here = this.gathered.incrementAndGet();
		if (here >= this.action.gather()) {
			halt();
		}
		if (here == 1) {
			after(this.action.pause()).thenRun(this::halt);
		}
		return new CompletableFuture<>();
	}

	private synchronized void halt() {
		this.tally.fire(this.action.times());
		this.lastWords.run();
		Runtime.getRuntime().halt(KILLED);
	}

	private static CompletableFuture<Void> after(Duration pause) {
		return new CompletableFuture<Void>().completeOnTimeout(null, pause.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** A method that returns a publisher waits without its thread. */
	private static @Nullable Passage waiting(CompletableFuture<Void> wait, String returns) {
		if (Values.reactive(returns)) {
			return Passage.after(wait);
		}
		wait.join();
		return null;
	}

}
