package io.claraconnect.dossier;

import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Names of applications in history topics. The mapping dies with the candidate's key, and
 * with it any way from a history record to a person.
 */
public final class Aliases {

	private final CandidateKeys keys;

	private final Suppression suppression;

	/** Aliases kept beside the candidates' keys. */
	public Aliases(CandidateKeys keys, Suppression suppression) {
		this.keys = keys;
		this.suppression = suppression;
	}

	/**
	 * The alias of an application, the same for ever; made on first need.
	 * @param client whose transaction checks the suppression list
	 * @return errors with {@link Suppressed} when the person was erased, or when nothing
	 * of the person is in the vault
	 */
	public Mono<String> ofApplication(DatabaseClient client, Subject subject, String applicationId) {
		return this.suppression.check(client, subject)
			.then(Mono.defer(() -> this.keys.alias(subject, applicationId)))
			.switchIfEmpty(Mono.error(Suppressed::new));
	}

}
