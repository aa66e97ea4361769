package io.claraconnect.kit.work;

import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The places of a process that runs rows: taken by runs that do something, left by runs
 * that only wait.
 */
final class Places {

	private final int all;

	private final Runnable freed;

	private final AtomicInteger runs = new AtomicInteger();

	private final AtomicInteger waiting = new AtomicInteger();

	private volatile Sinks.Empty<Void> closing = Sinks.empty();

	Places(int all, Runnable freed) {
		this.all = all;
		this.freed = freed;
	}

	int free() {
		return this.all - runs() + waiting();
	}

	int runs() {
		return this.runs.get();
	}

	int waiting() {
		return this.waiting.get();
	}

	void take() {
		this.runs.incrementAndGet();
	}

	void leave() {
		this.runs.decrementAndGet();
		this.freed.run();
	}

	/** Leaves a place for as long as somebody waits. */
	<T> Mono<T> without(Mono<T> wait) {
		return Mono.defer(() -> {
			this.waiting.incrementAndGet();
			this.freed.run();
			return wait.doFinally((signal) -> this.waiting.decrementAndGet());
		});
	}

	void open() {
		this.closing = Sinks.empty();
	}

	/** Nobody who waits is waited for. */
	void close() {
		this.closing.tryEmitEmpty();
	}

	/** Completes when the places are closed. */
	Mono<Void> closing() {
		return this.closing.asMono();
	}

}
