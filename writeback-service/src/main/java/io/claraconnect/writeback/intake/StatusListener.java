package io.claraconnect.writeback.intake;

import java.time.Duration;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.work.WorkItem;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.schemas.Topics;
import io.claraconnect.writeback.ledger.ApplicationStatuses;
import io.claraconnect.writeback.plan.DecidedStatus;
import jakarta.annotation.PostConstruct;
import reactor.core.publisher.Mono;

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

	StatusListener(EventListeners listeners, Database database, ApplicationStatuses statuses, WorkRows work) {
		this.listeners = listeners;
		this.database = database;
		this.statuses = statuses;
		this.work = work;
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
		return this.database.inOrganisation(status.getOrganisationId(), (client) -> {
			DecidedStatus decided = IncomingStatus.of(status);
			return this.statuses.keep(client, status.getOrganisationId(), status.getIntegrationId(), decided)
				.filter(Boolean::booleanValue)
				.flatMap((newer) -> this.work.upsert(client, ask(status.getOrganisationId(), status.getIntegrationId(),
						decided.candidateId(), event.cause())));
		});
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

}
