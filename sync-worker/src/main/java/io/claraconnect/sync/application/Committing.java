package io.claraconnect.sync.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.dossier.MergedIds;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.Topics;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.Outcomes;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Commits what a fetch gave: material, snapshot, event and outcome in one transaction,
 * and only when no later fetch has committed before. Errors with {@link Suppressed} for a
 * person who was erased, before anything is written.
 */
final class Committing {

	private final Database database;

	private final ApplicationRows rows;

	private final Suppression suppression;

	private final MergedIds merged;

	private final Filling filling;

	private final Outbox outbox;

	private final Outcomes outcomes;

	private final Clock clock;

	private final MeterRegistry meters;

	private final Unannounced unannounced;

	private final TrackedConnections connections;

	private final Runs runs;

	Committing(Database database, ApplicationRows rows, Suppression suppression, MergedIds merged, Filling filling,
			Outbox outbox, Outcomes outcomes, Clock clock, MeterRegistry meters, TrackedConnections connections,
			Runs runs) {
		this.unannounced = new Unannounced(clock);
		this.connections = connections;
		this.runs = runs;
		this.database = database;
		this.rows = rows;
		this.suppression = suppression;
		this.merged = merged;
		this.filling = filling;
		this.outbox = outbox;
		this.outcomes = outcomes;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Commits a fetch.
	 * @param before what was known before the fetch, or null
	 * @param jobId the tracked job
	 */
	Mono<Boolean> commit(Fetch fetch, Gathered gathered, @Nullable Known before, String jobId) {
		Application read = gathered.application();
		return this.database.inOrganisation(fetch.row().organisationId(),
				(client) -> this.rows
					.obtain(client, fetch.connection(), read.id(), read.candidateId(), jobId, this.clock.instant())
					.flatMap((known) -> {
						if (known.revision() >= fetch.number()) {
							return say(client, fetch, read.id(), "FETCHED", "overtaken", null).thenReturn(false);
						}
						return allowed(client, fetch, read.id(), List.of(known.candidateId(), read.candidateId()))
							.then(merge(client, fetch, read, known))
							.then(Mono.defer(() -> this.filling.fill(client, fetch.subject(read.candidateId()),
									gathered, before)))
							.flatMap((pieces) -> write(client, fetch, known, pieces, gathered.settling(),
									snapshot(fetch, gathered, known, jobId, pieces.dossierRef())));
					}));
	}

	/**
	 * Commits that an application went, if it was known.
	 * @param erased whether its material goes too
	 */
	Mono<Boolean> commitGone(Fetch fetch, String applicationId, boolean erased) {
		return this.database.inOrganisation(fetch.row().organisationId(),
				(client) -> this.rows.lock(client, fetch.connection(), applicationId).flatMap((known) -> {
					ApplicationSnapshot last = known.snapshot();
					if (last == null || known.revision() >= fetch.number()) {
						return say(client, fetch, applicationId, "FETCHED", "overtaken", null).thenReturn(false);
					}
					Filling.Filled pieces = erased ? Filling.Filled.nothing()
							: new Filling.Filled(last.getDossierRef(), known.resume(), known.letter());
					return allowed(client, fetch, applicationId, List.of(known.candidateId())).then(
							Mono.defer(() -> write(client, fetch, known, pieces, null, Snapshots.gone(last, erased))));
				})
					.switchIfEmpty(Mono.defer(
							() -> say(client, fetch, applicationId, "DROPPED", "not_found", null).thenReturn(false))));
	}

	/**
	 * A merge shows two ids of one person, and neither may have been erased; the row must
	 * still be this run's.
	 */
	private Mono<Void> allowed(DatabaseClient client, Fetch fetch, String applicationId, List<String> candidates) {
		return Flux.fromStream(candidates.stream().distinct().sorted())
			.concatMap((candidate) -> this.suppression.check(client, fetch.subject(candidate)))
			.then(this.suppression.containsApplication(client, fetch.row().organisationId(),
					fetch.row().integrationId(), applicationId))
			.flatMap((erased) -> erased ? Mono.<Void>error(new Suppressed()) : Mono.empty())
			.then(Mono.defer(() -> this.runs.fence(client, fetch.row())));
	}

	private Mono<Boolean> write(DatabaseClient client, Fetch fetch, Known known, Filling.Filled pieces,
			@Nullable Settling settling, ApplicationSnapshot bare) {
		ApplicationSnapshot snapshot = ApplicationSnapshot.newBuilder(bare)
			.setRevision(fetch.number())
			.setFetchedAt(this.clock.instant())
			.build();
		String content = Snapshots.content(snapshot);
		boolean changed = !content.equals(known.content());
		Mono<Void> written = this.rows.save(client, fetch.connection(), snapshot, content, pieces.resume(),
				pieces.letter());
		boolean live = fetch.wish().via() == Wish.Via.LIVE && !fetch.wish().second();
		Mono<Void> saved = live
				? written.then(Unannounced.announced(client, fetch.connection(), snapshot.getApplicationId()))
				: written;
		if (!changed) {
			return saved
				.then(live ? say(client, fetch, snapshot.getApplicationId(), "FETCHED", "unchanged", null)
						: Mono.empty())
				.thenReturn(false);
		}
		return saved
			.then(this.outbox.add(client, snapshot.getOrganisationId(), Topics.APPLICATIONS,
					EventKey.of(snapshot.getOrganisationId(), snapshot.getIntegrationId(), snapshot.getApplicationId()),
					snapshot, Wishes.cause(fetch.row())))
			.then(found(client, fetch, known, snapshot))
			.then(material(client, fetch, known, settling, snapshot))
			.thenReturn(true);
	}

	private Mono<Void> material(DatabaseClient client, Fetch fetch, Known known, @Nullable Settling settling,
			ApplicationSnapshot snapshot) {
		ApplicationSnapshot last = known.snapshot();
		if (settling == null || (last != null && last.getMaterial() == snapshot.getMaterial())) {
			return Mono.empty();
		}
		return say(client, fetch, snapshot.getApplicationId(), "MATERIAL", settling.code(), settling.again());
	}

	private Mono<Void> merge(DatabaseClient client, Fetch fetch, Application read, Known known) {
		return known.candidateId().equals(read.candidateId()) ? Mono.empty()
				: this.merged.merged(client, fetch.subject(read.candidateId()), known.candidateId());
	}

	private static ApplicationSnapshot snapshot(Fetch fetch, Gathered gathered, Known known, String jobId,
			@Nullable String dossierRef) {
		ApplicationSnapshot last = known.snapshot();
		Map<String, String> refs = new HashMap<>((last != null) ? last.getReplyRefs() : Map.of());
		refs.putAll(fetch.wish().replyRefs());
		Instant trackedSince = fetch.connection().trackedSince(jobId).orElse(null);
		SnapshotOrigin origin = (last != null) ? last.getOrigin()
				: Snapshots.origin(gathered.application().appliedAt(), trackedSince, fetch.wish().via());
		return Snapshots.of(fetch.connection(), gathered.application(), jobId, origin, gathered.settling(), dossierRef,
				refs);
	}

	/**
	 * Says how a change was found, and remembers it where its announcement is to come.
	 */
	private Mono<Void> found(DatabaseClient client, Fetch fetch, Known known, ApplicationSnapshot snapshot) {
		Set<Kind> changes = Changes.between(known.snapshot(), snapshot);
		boolean swept = fetch.wish().via() == Wish.Via.SWEEP;
		Mono<Boolean> own = changes.equals(Set.of(Kind.STAGE_CHANGED)) ? Unannounced.isOwnMove(client, snapshot)
				: Mono.just(false);
		return own.flatMap((echo) -> {
			String code = echo ? "echo" : code(known, snapshot);
			this.meters.counter("clara.sync.snapshots", "found", (swept && !echo) ? "swept" : code).increment();
			Mono<Void> remembered = (swept && !echo) ? this.unannounced.remember(client,
					this.connections.connector(fetch.connection()).descriptor().announcements(), changes, snapshot)
					: Mono.empty();
			return remembered.then(say(client, fetch, snapshot.getApplicationId(), "FETCHED", code, null));
		});
	}

	private static String code(Known known, ApplicationSnapshot snapshot) {
		if (snapshot.getState() == ApplicationState.GONE) {
			return "gone";
		}
		return (known.snapshot() == null) ? "new" : "changed";
	}

	private Mono<Void> say(DatabaseClient client, Fetch fetch, String applicationId, String step, String code,
			@Nullable Duration again) {
		Outcomes.About row = Runs.about(fetch.row());
		return this.outcomes.say(client, new Outcomes.About(row.organisationId(), row.integrationId(),
				Wishes.application(applicationId), row.deliveryId(), row.attempts()), step, code, again,
				Wishes.cause(fetch.row()));
	}

	/**
	 * One fetch.
	 *
	 * @param row the row that asked for it
	 * @param wish why
	 * @param connection the connection
	 * @param number its number, drawn before its first call
	 */
	record Fetch(WorkRow row, Wish wish, TrackedConnection connection, long number) {

		Subject subject(String candidateId) {
			return new Subject(this.connection.organisationId(), this.connection.integrationId(), candidateId);
		}

	}

}
