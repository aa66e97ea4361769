package io.claraconnect.kit.work;

import reactor.core.publisher.Mono;

/**
 * Runs rows of one kind. A row may be run more than once, and after a lost lease even by
 * two processes for a moment: what a run does must be guarded by
 * {@link WorkRows#stillMine} or by a compare-and-set of its own.
 */
@FunctionalInterface
public interface WorkHandler {

	/**
	 * Runs one row.
	 * @return what became of it; an error is retried with growing waits and its class
	 * name as cause
	 */
	Mono<WorkResult> run(WorkRow row);

}
