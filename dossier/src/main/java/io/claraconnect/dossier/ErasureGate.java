package io.claraconnect.dossier;

import reactor.core.publisher.Mono;

/**
 * Keeps a process from touching personal data before it knows who was erased. What is
 * refused here is tried again by whoever asked.
 */
final class ErasureGate {

	private volatile boolean open;

	private ErasureGate(boolean open) {
		this.open = open;
	}

	/** A gate that is shut until {@code platform.erasures} was replayed. */
	static ErasureGate shut() {
		return new ErasureGate(false);
	}

	/** A gate for what reads no topics. */
	static ErasureGate alwaysOpen() {
		return new ErasureGate(true);
	}

	Mono<Void> pass() {
		return Mono.defer(() -> this.open ? Mono.empty() : Mono.error(new ErasuresNotReplayed()));
	}

	void open() {
		this.open = true;
	}

	boolean isOpen() {
		return this.open;
	}

}
