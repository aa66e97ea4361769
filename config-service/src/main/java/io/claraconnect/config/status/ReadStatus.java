package io.claraconnect.config.status;

import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.status.DecideStatus.ApplicationId;
import io.claraconnect.dossier.MaterialRead;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Reads statuses, and the words that belong to them out of the vault. */
@Component
final class ReadStatus {

	private final Database database;

	private final StatusRows rows;

	private final RuleRows rules;

	private final Vault vault;

	ReadStatus(Database database, StatusRows rows, RuleRows rules, Vault vault) {
		this.database = database;
		this.rows = rows;
		this.rules = rules;
		this.vault = vault;
	}

	/**
	 * Applications of a connection, and of one job where one is given, by application id
	 * after the given one; errors with a not-found {@link Refusal}.
	 */
	Flux<KnownApplication> list(String organisationId, String integrationId, @Nullable String jobId, String after,
			int most) {
		return this.database.manyInOrganisation(organisationId,
				(client) -> this.rules.connection(client, organisationId, integrationId)
					.switchIfEmpty(Mono.error(() -> Refusal.notFound("connection")))
					.thenMany(this.rows.list(client, organisationId, integrationId, jobId, after, most)));
	}

	/** One application with its words; errors with a not-found {@link Refusal}. */
	Mono<Read> one(ApplicationId id) {
		String organisation = id.organisationId();
		return this.database
			.inOrganisation(organisation,
					(client) -> this.rows.find(client, organisation, id.integrationId(), id.applicationId())
						.flatMap((known) -> explanation(client, known)
							.flatMap((explanation) -> comment(client, known).map((comment) -> new Read(known,
									explanation.isEmpty() ? null : explanation, comment.isEmpty() ? null : comment)))))
			.switchIfEmpty(Mono.error(() -> Refusal.notFound("application")));
	}

	private Mono<String> explanation(DatabaseClient client, KnownApplication known) {
		KnownApplication.Score score = known.score();
		String ref = (score != null) ? score.explanationRef() : null;
		return (ref != null) ? text(client, known, ref) : Mono.just("");
	}

	private Mono<String> comment(DatabaseClient client, KnownApplication known) {
		return this.rows.commentRef(client, known.key()).flatMap((ref) -> text(client, known, ref)).defaultIfEmpty("");
	}

	private Mono<String> text(DatabaseClient client, KnownApplication known, String ref) {
		return this.vault.get(client, known.key().organisationId(), ref).map((read) -> switch (read) {
			case MaterialRead.Found found -> found.material().text();
			case MaterialRead.Erased erased -> "";
		});
	}

	/**
	 * An application with its words.
	 *
	 * @param known what is known of it
	 * @param explanation why its score is what it is, or null
	 * @param comment what a person wrote last, or null
	 */
	record Read(KnownApplication known, @Nullable String explanation, @Nullable String comment) {

		@Override
		public String toString() {
			return "Read[" + this.known.key().applicationId() + "]";
		}

	}

}
