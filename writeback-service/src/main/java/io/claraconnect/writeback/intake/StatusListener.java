package io.claraconnect.writeback.intake;

import java.time.Clock;
import java.time.Duration;

import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.work.WorkItem;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.schemas.Topics;
import io.claraconnect.writeback.ledger.ApplicationStatuses;
import io.claraconnect.writeback.plan.DecidedStatus;
import jakarta.annotation.PostConstruct;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Takes statuses: keeps the newest of each application and asks for a run for the person,
 * in one transaction. An older status, or one that is here already, asks for nothing.
 */
@Component
class StatusListener {

	static final String KIND = "writeback";

	private final EventListeners listeners;

	private final Database database;

	private final ApplicationStatuses statuses;

	private final WorkRows work;

	private final Suppression suppression;

	private final Outbox outbox;

	private final Clock clock;

	StatusListener(EventListeners listeners, Database database, ApplicationStatuses statuses, WorkRows work,
			Suppression suppression, Outbox outbox, Clock clock) {
		this.listeners = listeners;
		this.database = database;
		this.statuses = statuses;
		this.work = work;
		this.suppression = suppression;
		this.outbox = outbox;
		this.clock = clock;
	}

	@PostConstruct
	void listen() {
		this.listeners.listen(Topics.STATUSES, "writeback-service", ScreeningStatus.class, this::take);
	}

	private Mono<Void> take(Event<ScreeningStatus> event) {
		ScreeningStatus status = event.value();
		if (status == null) {
			return forget(event.key());
		}
		return this.database
			.inOrganisation(status.getOrganisationId(),
					(client) -> this.suppression.check(client, subject(status))
						.then(Mono.defer(() -> keep(client, status, event.cause()))))
			.onErrorResume(Suppressed.class, (ex) -> refused(status, event.cause()))
			.onErrorResume(NothingNew.class, (ex) -> Mono.empty());
	}

	/**
	 * The work row first, as every run locks them: the other way round, a status and the
	 * run that deals with the one before wait for each other.
	 */
	private Mono<Void> keep(DatabaseClient client, ScreeningStatus status, Cause cause) {
		DecidedStatus decided = IncomingStatus.of(status);
		return this.work
			.upsert(client, ask(status.getOrganisationId(), status.getIntegrationId(), decided.candidateId(), cause))
			.then(Mono.defer(
					() -> this.statuses.keep(client, status.getOrganisationId(), status.getIntegrationId(), decided)))
			.flatMap((newer) -> newer ? Mono.empty() : Mono.error(new NothingNew()));
	}

	/** Nothing is kept of an erased person; that nothing is written is told. */
	private Mono<Void> refused(ScreeningStatus status, Cause cause) {
		String subject = "application:" + status.getApplicationId();
		Outcome outcome = Outcome.newBuilder()
			.setOrganisationId(status.getOrganisationId())
			.setIntegrationId(status.getIntegrationId())
			.setSubject(subject)
			.setApplicationId(status.getApplicationId())
			.setService("writeback-service")
			.setStep("DROPPED")
			.setCode("erased")
			.setAt(this.clock.instant())
			.build();
		return this.database.inOrganisation(status.getOrganisationId(),
				(client) -> this.outbox.add(client, status.getOrganisationId(), Topics.OUTCOMES,
						EventKey.of(status.getOrganisationId(), status.getIntegrationId(), subject), outcome, cause));
	}

	private static Subject subject(ScreeningStatus status) {
		return new Subject(status.getOrganisationId(), status.getIntegrationId(), status.getCandidateId());
	}

	/** The application is gone: nothing more is written for it. */
	private Mono<Void> forget(String key) {
		String[] parts = key.split(":", 3);
		return (parts.length < 3) ? Mono.empty() : this.database.inOrganisation(parts[0],
				(client) -> this.statuses.forget(client, parts[0], parts[1], parts[2]));
	}

	/** One row per person, so that no two runs touch the same person's things. */
	static WorkItem ask(String organisationId, String integrationId, String candidateId, Cause cause) {
		return new WorkItem(organisationId, integrationId, "candidate:" + candidateId, KIND, 5, "", Duration.ZERO,
				cause.traceparent(), cause.causationId());
	}

	/** Rolls back what was asked for. */
	private static final class NothingNew extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NothingNew() {
			super("nothing_new", null, false, false);
		}

	}

}
