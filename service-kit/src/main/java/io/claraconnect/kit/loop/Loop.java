package io.claraconnect.kit.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Repeats rounds in the background, one at a time, until it is stopped. A round that
 * errors, or hangs for too long, is logged and followed by a second of rest. Safe for use
 * by many threads.
 */
public final class Loop {

	private static final Logger log = LoggerFactory.getLogger(Loop.class);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

	private final String name;

	private final Duration pause;

	private final Duration longest;

	private final Supplier<Mono<Boolean>> round;

	private final Sinks.Many<Boolean> bell = Sinks.many().multicast().directBestEffort();

	private final AtomicBoolean rung = new AtomicBoolean();

	private volatile boolean going;

	private volatile Sinks.Empty<Void> halt = Sinks.empty();

	private volatile Sinks.Empty<Void> ended = Sinks.empty();

	private volatile Disposable subscription = Disposables.disposed();

	/**
	 * A loop that does not run yet.
	 * @param name names the loop in logs
	 * @param pause how long to rest after a round that says so
	 * @param longest after how long a round is cancelled and counts as failed
	 * @param round true when the next round should follow at once
	 */
	public Loop(String name, Duration pause, Duration longest, Supplier<Mono<Boolean>> round) {
		this.name = name;
		this.pause = pause;
		this.longest = longest;
		this.round = round;
	}

	/** Starts the loop; does nothing when it runs. */
	public synchronized void start() {
		if (this.going) {
			return;
		}
		this.going = true;
		Sinks.Empty<Void> end = Sinks.empty();
		this.ended = end;
		this.halt = Sinks.empty();
		this.subscription = Mono.defer(this::step)
			.repeat(() -> this.going)
			.doFinally((signal) -> end.tryEmitEmpty())
			.subscribeOn(Schedulers.parallel())
			.subscribe();
	}

	/** Whether the loop was started and not stopped. */
	public boolean isGoing() {
		return this.going;
	}

	/** Ends the current rest, or the next one if there is none now. */
	public void wake() {
		this.rung.set(true);
		this.bell.tryEmitNext(true);
	}

	/**
	 * Stops the loop.
	 * @param patience how long the current round may take to end; then it is cancelled
	 * @return completes when no round runs any more
	 */
	public Mono<Void> stop(Duration patience) {
		return Mono.defer(() -> {
			this.going = false;
			this.halt.tryEmitEmpty();
			if (this.subscription.isDisposed()) {
				return Mono.empty();
			}
			return this.ended.asMono().timeout(patience, Mono.fromRunnable(() -> this.subscription.dispose()));
		});
	}

	private Mono<Void> step() {
		return Mono.defer(this.round)
			.timeout(this.longest)
			.defaultIfEmpty(false)
			.flatMap((again) -> again ? Mono.<Void>empty() : rest())
			.onErrorResume((ex) -> {
				log.atWarn()
					.addKeyValue("loop", this.name)
					.addKeyValue("error", ex.getClass().getSimpleName())
					.log("A round failed; trying again");
				return Mono.firstWithSignal(Mono.delay(AFTER_FAILURE).then(), this.halt.asMono());
			});
	}

	/** The bell is heard before it is asked whether it rang, so that no ring is lost. */
	private Mono<Void> rest() {
		return Mono
			.firstWithSignal(this.bell.asFlux().next().then(), this.halt.asMono(),
					Mono.defer(() -> this.rung.get() ? Mono.empty() : Mono.never()), Mono.delay(this.pause).then())
			.doOnTerminate(() -> this.rung.set(false));
	}

}
