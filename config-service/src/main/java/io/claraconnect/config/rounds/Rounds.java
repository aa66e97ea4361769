package io.claraconnect.config.rounds;

import java.time.Duration;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

/**
 * Does a piece of work again and again: at once while there is more, after a pause when
 * there was none or it failed.
 */
public final class Rounds implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Rounds.class);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

	private final String name;

	private final Duration pause;

	private final Supplier<Mono<Long>> round;

	private volatile Disposable loop = Disposables.disposed();

	private volatile boolean running;

	/**
	 * Rounds that begin with the application.
	 * @param name names the work in logs
	 * @param pause how long to wait when there was nothing to do
	 * @param round does a bounded piece and gives how much that was
	 */
	public Rounds(String name, Duration pause, Supplier<Mono<Long>> round) {
		this.name = name;
		this.pause = pause;
		this.round = round;
	}

	@Override
	public void start() {
		this.running = true;
		this.loop = Mono.defer(this.round).onErrorResume((ex) -> {
			log.atWarn()
				.addKeyValue("work", this.name)
				.addKeyValue("error", ex.getClass().getSimpleName())
				.log("A round failed; it comes again");
			return Mono.delay(AFTER_FAILURE).thenReturn(1L);
		})
			.defaultIfEmpty(0L)
			.flatMap((done) -> (done > 0) ? Mono.just(done) : Mono.delay(this.pause))
			.repeat(() -> this.running)
			.subscribeOn(Schedulers.parallel())
			.subscribe();
	}

	@Override
	public void stop() {
		this.running = false;
		this.loop.dispose();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
