package io.claraconnect.dossier;

import java.time.Clock;
import java.util.Set;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Lets a place forget what it is asked to, and answers: rows, tombstones and answer are
 * one transaction.
 */
final class PlaceListener {

	private final Database database;

	private final ErasurePlace place;

	private final Suppression suppression;

	private final Outbox outbox;

	private final Clock clock;

	private final MeterRegistry meters;

	PlaceListener(Database database, ErasurePlace place, Suppression suppression, Outbox outbox, Clock clock,
			MeterRegistry meters, EventListeners listeners) {
		this.database = database;
		this.place = place;
		this.suppression = suppression;
		this.outbox = outbox;
		this.clock = clock;
		this.meters = meters;
		listeners.listen(Topics.ERASURES, place.name(), Erasure.class, this::take);
	}

	private Mono<Void> take(Event<Erasure> event) {
		Erasure asked = event.value();
		if (asked == null || !asked.getStep().equals(ErasureEvents.ASKED)) {
			return Mono.empty();
		}
		ErasedPersons erased = this.suppression.erased(asked.getOrganisationId(), asked.getIntegrationId(),
				ErasureEvents.persons(asked), Set.copyOf(asked.getApplicationDigests()));
		return this.suppression.known()
			.then(this.database.inOrganisation(
					asked.getOrganisationId(), (
							client) -> this.place.forget(client, erased, event.cause())
								.flatMap(
										(count) -> this.outbox
											.add(client, asked.getOrganisationId(), Topics.ERASURES, event.key(),
													ErasureEvents.done(asked, this.place.name(), count,
															this.clock.instant()),
													event.cause())
											.thenReturn(count))))
			.doOnNext(
					(count) -> this.meters.counter("clara.erasures.rows", "place", this.place.name()).increment(count))
			.then();
	}

}
