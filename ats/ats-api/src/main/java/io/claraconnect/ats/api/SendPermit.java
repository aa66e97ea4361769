package io.claraconnect.ats.api;

import reactor.core.publisher.Mono;

/**
 * Asked right before the bytes of a write leave, after every wait for a budget, for
 * credentials or for a connection. So a process that was stopped meanwhile, and whose
 * work somebody else took over, sends nothing.
 */
@FunctionalInterface
public interface SendPermit {

	/** Lets everything go. */
	SendPermit ALWAYS = Mono::empty;

	/**
	 * Asks to send one request now.
	 * @return completes when it may be sent; an error comes out of the write unchanged,
	 * and nothing was sent
	 */
	Mono<Void> ask();

}
