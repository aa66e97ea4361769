package io.claraconnect.config.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.claraconnect.config.status.KnownApplication.Decision;
import io.claraconnect.config.status.KnownApplication.InAts;
import io.claraconnect.config.status.KnownApplication.Key;
import io.claraconnect.config.status.KnownApplication.Score;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Decides statuses in the database: locks the one row of an application, lets
 * {@link StatusDecider} decide, stores it and adds the events, all in one transaction.
 * Every call may be repeated.
 */
@Component
final class DecideStatus {

	private static final Logger log = LoggerFactory.getLogger(DecideStatus.class);

	private final Database database;

	private final StatusRows rows;

	private final RuleRows rules;

	private final StatusEvents events;

	private final Suppression suppression;

	private final Vault vault;

	private final Clock clock;

	private final MeterRegistry meters;

	DecideStatus(Database database, StatusRows rows, RuleRows rules, StatusEvents events, Suppression suppression,
			Vault vault, Clock clock, MeterRegistry meters) {
		this.database = database;
		this.rows = rows;
		this.rules = rules;
		this.events = events;
		this.suppression = suppression;
		this.vault = vault;
		this.clock = clock;
		this.meters = meters;
	}

	/** Takes a score. */
	Mono<Void> onScore(Key key, Score score, Cause cause) {
		return change(key, (known) -> StatusDecider.scored(known, score), cause);
	}

	/** Takes a snapshot of the ATS. */
	Mono<Void> onSnapshot(Key key, InAts inAts, Cause cause) {
		return change(key, (known) -> StatusDecider.changedInAts(known, key, inAts), cause);
	}

	/**
	 * Decides again after an admin changed a threshold, a mapping, or released a
	 * backfill.
	 */
	Mono<Void> onRules(Key key, Cause cause) {
		return change(key, Optional::of, cause);
	}

	/**
	 * Takes a person's decision.
	 * @param application which application; only organisation, connection and application
	 * are looked at
	 * @param personal what the person decided
	 * @return the application after it; errors with {@link StatusConflict} when somebody
	 * decided meanwhile, with {@code Suppressed} when the candidate was erased, empty
	 * when it is not known
	 */
	Mono<KnownApplication> byPerson(ApplicationId application, PersonalDecision personal) {
		String organisationId = application.organisationId();
		return this.database.inOrganisation(organisationId,
				(client) -> this.rows
					.lock(client, organisationId, application.integrationId(), application.applicationId())
					.flatMap((known) -> {
						Long seen = personal.seenRevision();
						if (seen != null && seen != known.revision()) {
							return Mono.error(new StatusConflict(known.revision()));
						}
						return this.suppression.check(client, subject(known.key()))
							.then(comment(client, known, personal.comment()))
							.then(decided(client, known,
									(now, rules) -> StatusDecider.byPerson(now, personal.status(), personal.person(),
											personal.reasonCode(), rules),
									Cause.fresh()))
							.then(this.rows.find(client, organisationId, application.integrationId(),
									application.applicationId()));
					})
					.switchIfEmpty(Mono.defer(() -> erased(client, application))));
	}

	/** What was forgotten is told from what was never there. */
	private Mono<KnownApplication> erased(DatabaseClient client, ApplicationId application) {
		return this.suppression
			.containsApplication(client, application.organisationId(), application.integrationId(),
					application.applicationId())
			.flatMap((erased) -> erased ? Mono.error(new Suppressed()) : Mono.empty());
	}

	private static Subject subject(Key key) {
		return new Subject(key.organisationId(), key.integrationId(), key.candidateId());
	}

	private Mono<Void> comment(DatabaseClient client, KnownApplication known, @Nullable String comment) {
		if (comment == null) {
			return Mono.empty();
		}
		Key key = known.key();
		return this.vault
			.put(client, subject(key),
					NewMaterial.original(MaterialKind.FREE_TEXT, key.applicationId(),
							comment.getBytes(StandardCharsets.UTF_8), "text/plain"))
			.flatMap((stored) -> this.rows.comment(client, key, stored.ref()));
	}

	private Mono<Void> change(Key key, Function<KnownApplication, Optional<KnownApplication>> change, Cause cause) {
		return this.database
			.inOrganisation(key.organisationId(), (client) -> this.suppression.check(client, subject(key))
				.then(this.rows.lock(client, key))
				.flatMap((before) -> Mono.justOrEmpty(change.apply(before))
					.flatMap((now) -> this.rows.saveKnown(client, now)
						.then(decided(client, now, (known, set) -> StatusDecider.decide(before, known, set), cause)))
					.thenReturn(true)))
			.then()
			.onErrorResume(Suppressed.class, (ex) -> {
				this.meters.counter("clara.status.suppressed").increment();
				log.atInfo().addKeyValue("integrationId", key.integrationId()).log("No status for an erased person");
				return Mono.empty();
			});
	}

	/**
	 * Names an application.
	 *
	 * @param organisationId the organisation
	 * @param integrationId the connection
	 * @param applicationId the application
	 */
	record ApplicationId(String organisationId, String integrationId, String applicationId) {

	}

	/**
	 * What a person decided.
	 *
	 * @param status the status
	 * @param person opaque id of the person
	 * @param reasonCode code of the reason, or null
	 * @param comment the person's words, or null; they go to the vault and nowhere else
	 * @param seenRevision the revision that the person saw, or null to decide whatever
	 * stands
	 */
	record PersonalDecision(Status status, String person, @Nullable String reasonCode, @Nullable String comment,
			@Nullable Long seenRevision) {

		@Override
		public String toString() {
			return "PersonalDecision[" + this.status + "]";
		}

	}

	private Mono<Void> decided(DatabaseClient client, KnownApplication now,
			BiFunction<KnownApplication, StatusRules, Optional<Decision>> decide, Cause cause) {
		return this.rules.find(client, now.key())
			.flatMap((rules) -> Mono.justOrEmpty(decide.apply(now, rules)))
			.flatMap((decision) -> this.rows.decide(client, now, decision, this.clock.instant())
				.switchIfEmpty(Mono.error(() -> new StatusConflict(now.revision())))
				.flatMap((revision) -> this.events.add(client, now, decision, revision, cause)));
	}

}
