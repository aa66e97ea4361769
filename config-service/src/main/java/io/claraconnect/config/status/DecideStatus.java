package io.claraconnect.config.status;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.claraconnect.config.status.KnownApplication.Decision;
import io.claraconnect.config.status.KnownApplication.InAts;
import io.claraconnect.config.status.KnownApplication.Key;
import io.claraconnect.config.status.KnownApplication.Score;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Decides statuses in the database: locks the one row of an application, lets {@link StatusDecider} decide, stores it and
 * adds the events, all in one transaction. Every call may be repeated.
 */
@Component
final class DecideStatus {

	private final Database database;

	private final StatusRows rows;

	private final RuleRows rules;

	private final StatusEvents events;

	private final Clock clock;

	DecideStatus(Database database, StatusRows rows, RuleRows rules, StatusEvents events, Clock clock) {
		this.database = database;
		this.rows = rows;
		this.rules = rules;
		this.events = events;
		this.clock = clock;
	}

	/** Takes a score. */
	Mono<Void> onScore(Key key, Score score, Cause cause) {
		return change(key, (known) -> StatusDecider.scored(known, score), cause);
	}

	/** Takes a snapshot of the ATS. */
	Mono<Void> onSnapshot(Key key, InAts inAts, Cause cause) {
		return change(key, (known) -> StatusDecider.changedInAts(known, inAts), cause);
	}

	/** Decides again after an admin changed a threshold, a mapping, or released a backfill. */
	Mono<Void> onRules(Key key, Cause cause) {
		return change(key, Optional::of, cause);
	}

	/**
	 * Takes a person's decision.
	 * @param seenRevision the revision that the person saw, or null to decide whatever stands
	 * @return the application after it; errors with {@link StatusConflict} when somebody decided meanwhile, empty when it
	 * is not known
	 */
	Mono<KnownApplication> byPerson(String organisationId, String integrationId, String applicationId, Status status,
			String person, @Nullable String reasonCode, @Nullable Long seenRevision) {
		return this.database.inOrganisation(organisationId,
				(client) -> this.rows.lock(client, organisationId, integrationId, applicationId).flatMap((known) -> {
					if (seenRevision != null && seenRevision != known.revision()) {
						return Mono.error(new StatusConflict(known.revision()));
					}
					return decided(client, known, (now, set) -> StatusDecider.byPerson(now, status, person, reasonCode, set),
							Cause.fresh())
						.then(this.rows.find(client, organisationId, integrationId, applicationId));
				}));
	}

	private Mono<Void> change(Key key, Function<KnownApplication, Optional<KnownApplication>> change, Cause cause) {
		return this.database.inOrganisation(key.organisationId(),
				(client) -> this.rows.lock(client, key)
					.flatMap((before) -> Mono.justOrEmpty(change.apply(before))
						.flatMap((now) -> this.rows.saveKnown(client, now)
							.then(decided(client, now, (known, set) -> StatusDecider.decide(before, known, set), cause)))
						.thenReturn(true)))
			.then();
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
