package io.claraconnect.sync.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.dossier.Discarding;
import io.claraconnect.kit.db.Database;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.sync.connection.TrackedConnections;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes an application that was read: keeps nothing, or gathers, fills and commits. */
final class Taking {

	private final Database database;

	private final ApplicationRows rows;

	private final Gathering gathering;

	private final Committing committing;

	private final ErasingInAts erasing;

	private final Discarding discarding;

	private final UntrackedApplications untracked;

	private final TrackedConnections connections;

	Taking(Database database, ApplicationRows rows, Gathering gathering, Committing committing, ErasingInAts erasing,
			Discarding discarding, UntrackedApplications untracked, TrackedConnections connections) {
		this.database = database;
		this.rows = rows;
		this.gathering = gathering;
		this.committing = committing;
		this.erasing = erasing;
		this.discarding = discarding;
		this.untracked = untracked;
		this.connections = connections;
	}

	/** Takes one; may error as the reader does, or with Suppressed. */
	Mono<Taken> take(Committing.Fetch fetch, AtsReader reader, Application read) {
		return known(fetch, read.id()).flatMap((before) -> take(fetch, reader, read, before));
	}

	/**
	 * As {@link #take(Committing.Fetch, AtsReader, Application)}.
	 * @param before what was known of it before it was read
	 */
	Mono<Taken> take(Committing.Fetch fetch, AtsReader reader, Application read, Optional<Known> before) {
		String jobId = read.jobId();
		if (jobId == null || !fetch.connection().tracks(jobId)) {
			this.untracked.remember(fetch.connection().integrationId(), read.id(), (jobId != null) ? jobId : "");
			return forget(fetch, read.id(), before).thenReturn(Taken.notTracked());
		}
		if (!read.processingAllowed()) {
			return this.erasing.notAllowed(fetch, read).thenReturn(Taken.done());
		}
		return keep(fetch, reader, read, before.orElse(null), jobId);
	}

	/** Takes note that nobody follows the job of an application any more. */
	Mono<Void> untracked(Committing.Fetch fetch, String applicationId, Optional<Known> known) {
		return forget(fetch, applicationId, known.filter((one) -> !fetch.connection().tracks(one.jobId())));
	}

	/**
	 * Nothing is kept of an application of a job that is not tracked. What is gone
	 * already had its material discarded by the run that said so, unless that run died.
	 */
	private Mono<Void> forget(Committing.Fetch fetch, String applicationId, Optional<Known> known) {
		return known.filter((one) -> !one.isGone() || fetch.row().attempts() > 1)
			.map((one) -> this.committing.commitGone(fetch, applicationId, true)
				.then(this.discarding.discard(fetch.subject(one.candidateId()), applicationId))
				.then())
			.orElseGet(Mono::empty);
	}

	private Mono<Taken> keep(Committing.Fetch fetch, AtsReader reader, Application read, @Nullable Known before,
			String jobId) {
		Instant trackedSince = fetch.connection().trackedSince(jobId).orElse(null);
		boolean recent = Snapshots.origin(read.appliedAt(), trackedSince,
				fetch.wish().via()) != SnapshotOrigin.BACKFILL;
		return this.gathering.gather(reader, read, before, recent)
			.flatMap(
					(gathered) -> stillTracked(fetch, jobId).flatMap((tracked) -> tracked
							? this.committing.commit(fetch, gathered, before, jobId)
								.thenReturn(new Taken(true, gathered.settling().again()))
							: Mono.just(Taken.notTracked())));
	}

	/** Reading takes time, in which a job may be given up or a connection cut. */
	private Mono<Boolean> stillTracked(Committing.Fetch fetch, String jobId) {
		return this.connections.find(fetch.connection().organisationId(), fetch.connection().integrationId())
			.map((now) -> now.filter((connection) -> !connection.disconnected() && connection.tracks(jobId))
				.isPresent());
	}

	/**
	 * Takes note that an application is not there any more. Its material goes with it;
	 * the person is erased only where a delivery said so and the ATS shows nothing of the
	 * person: what cannot be undone needs both.
	 */
	Mono<Void> gone(Committing.Fetch fetch, AtsReader reader, String applicationId) {
		return known(fetch, applicationId).flatMap((known) -> {
			if (known.isEmpty()) {
				return this.committing.commitGone(fetch, applicationId, true).then();
			}
			String candidateId = known.get().candidateId();
			Mono<Void> application = this.committing.commitGone(fetch, applicationId, true)
				.then(this.discarding.discard(fetch.subject(candidateId), applicationId))
				.then();
			return !fetch.wish().gone() ? application : showsNothing(reader, candidateId)
				.flatMap((gone) -> gone ? this.erasing.deleted(fetch, applicationId, candidateId) : application);
		});
	}

	private static Mono<Boolean> showsNothing(AtsReader reader, String candidateId) {
		return reader.applicationsOfCandidate(candidateId)
			.onErrorResume(ApplicationHandler::isMissing, (ex) -> Flux.empty())
			.hasElements()
			.map((some) -> !some);
	}

	private Mono<Optional<Known>> known(Committing.Fetch fetch, String applicationId) {
		return this.database.inOrganisation(fetch.connection().organisationId(),
				(client) -> this.rows.find(client, fetch.connection(), applicationId)
					.map(Optional::of)
					.defaultIfEmpty(Optional.empty()));
	}

	/**
	 * What became of an application that was read.
	 *
	 * @param tracked whether its job is tracked
	 * @param again after how long to read it again, or null
	 */
	record Taken(boolean tracked, @Nullable Duration again) {

		static Taken notTracked() {
			return new Taken(false, null);
		}

		static Taken done() {
			return new Taken(true, null);
		}

	}

}
