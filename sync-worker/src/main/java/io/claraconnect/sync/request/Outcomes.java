package io.claraconnect.sync.request;

import java.time.Clock;
import java.time.Duration;

import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** Says on {@code platform.outcomes} what became of deliveries and applications. */
public final class Outcomes {

	private static final String SERVICE = "sync-worker";

	private final Outbox outbox;

	private final Clock clock;

	public Outcomes(Outbox outbox, Clock clock) {
		this.outbox = outbox;
		this.clock = clock;
	}

	/** Adds an outcome, inside the caller's transaction. */
	public Mono<Void> say(DatabaseClient client, About about, String step, String code, @Nullable Duration retryAfter,
			Cause cause) {
		String subject = about.subject().startsWith("second:") ? about.subject().substring("second:".length())
				: about.subject();
		Outcome outcome = Outcome.newBuilder()
			.setOrganisationId(about.organisationId())
			.setIntegrationId(about.integrationId())
			.setSubject(subject)
			.setApplicationId(applicationOf(subject))
			.setDeliveryId(about.deliveryId())
			.setService(SERVICE)
			.setStep(step)
			.setCode(code)
			.setRetryAt((retryAfter != null) ? this.clock.instant().plus(retryAfter) : null)
			.setAttempts(about.attempts())
			.setAt(this.clock.instant())
			.build();
		return this.outbox.add(client, about.organisationId(), Topics.OUTCOMES,
				EventKey.of(about.organisationId(), about.integrationId(), subject), outcome, cause);
	}

	private static @Nullable String applicationOf(String subject) {
		return subject.startsWith("application:") ? subject.substring("application:".length()) : null;
	}

	/**
	 * What an outcome is about.
	 *
	 * @param organisationId the organisation
	 * @param integrationId the connection
	 * @param subject the subject
	 * @param deliveryId the delivery, or null
	 * @param attempts how often it was tried
	 */
	public record About(String organisationId, String integrationId, String subject, @Nullable String deliveryId,
			int attempts) {

	}

}
