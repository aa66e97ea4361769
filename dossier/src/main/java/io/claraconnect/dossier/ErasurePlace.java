package io.claraconnect.dossier;

import io.claraconnect.kit.kafka.Cause;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What a service forgets of an erased person: its own rows, and its records on compacted
 * topics by tombstones. A service that keeps anything about persons has one as a bean;
 * the dossier then listens to {@code platform.erasures} for it, replays the topic at
 * every start, and answers.
 */
public interface ErasurePlace {

	/** The service, as it answers. */
	String name();

	/**
	 * Whether this process also brings back suppression entries that a restored database
	 * lost, and erases the vault again; the others wait until that has happened.
	 */
	default boolean restores() {
		return false;
	}

	/** The applications of a person, as far as this place knows them. */
	default Flux<String> applicationsOf(DatabaseClient client, Subject subject) {
		return Flux.empty();
	}

	/**
	 * Deletes all rows of erased persons and adds a tombstone for each of their records,
	 * inside the caller's transaction. Suppression is committed before, so what is
	 * deleted here does not come back. May be repeated.
	 * @return how many rows there were
	 */
	Mono<Integer> forget(DatabaseClient client, ErasedPersons erased, Cause cause);

}
