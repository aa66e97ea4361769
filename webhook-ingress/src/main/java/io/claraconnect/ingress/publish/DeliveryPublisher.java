package io.claraconnect.ingress.publish;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ingress.directory.ErasedSubjects;
import io.claraconnect.ingress.directory.KnownConnection;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.schemas.AuthenticatedScope;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookDelivery;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Puts verified deliveries on {@code ats.webhooks}. */
@Component
public final class DeliveryPublisher {

	private final EventPublisher events;

	private final SealedBodies bodies;

	private final ErasedSubjects erased;

	DeliveryPublisher(EventPublisher events, Sealer sealer, ErasedSubjects erased) {
		this.events = events;
		this.bodies = new SealedBodies(sealer);
		this.erased = erased;
	}

	/**
	 * Publishes a change; completes when every in-sync replica has it. What is about an
	 * erased person goes without its body.
	 */
	public Mono<Void> publish(KnownConnection connection, WebhookRequest request, Verification.Authentic verified,
			AtsEvent event) {
		WebhookDelivery delivery = delivery(connection, request, verified, event.vendorEvent(),
				DeliveryKind.valueOf(event.kind().name()))
			.setApplicationId(event.applicationId())
			.setCandidateId(event.candidateId())
			.setJobId(event.jobId())
			.setOccurredAt(event.occurredAt())
			.setReplyRefs(event.replyRefs())
			.setBody(this.erased.has(connection, event.candidateId(), event.applicationId()) ? null
					: this.bodies.seal(request.body(), place(connection, verified)))
			.build();
		return send(connection, subject(event), delivery);
	}

	/**
	 * Publishes that the vendor's test of a slot came in, so that the set-up page can say
	 * so.
	 */
	public Mono<Void> publishTest(KnownConnection connection, WebhookRequest request, Verification.Authentic verified,
			Decoding.Test test) {
		return send(connection, "test",
				delivery(connection, request, verified, test.vendorEvent(), DeliveryKind.TEST).build());
	}

	private Mono<Void> send(KnownConnection connection, String subject, WebhookDelivery delivery) {
		return this.events.publishPromptly(Topics.WEBHOOKS,
				EventKey.of(connection.organisationId(), connection.integrationId(), subject), delivery, Cause.fresh());
	}

	private static WebhookDelivery.Builder delivery(KnownConnection connection, WebhookRequest request,
			Verification.Authentic verified, String vendorEvent, DeliveryKind kind) {
		return WebhookDelivery.newBuilder()
			.setOrganisationId(connection.organisationId())
			.setIntegrationId(connection.integrationId())
			.setAts(connection.ats().value())
			.setDeliveryId(verified.deliveryId())
			.setSlot(request.slot())
			.setKind(kind)
			.setVendorEvent(vendorEvent)
			.setAuthenticated(AuthenticatedScope.valueOf(verified.scope().name()))
			.setReceivedAt(request.receivedAt());
	}

	private static String place(KnownConnection connection, Verification.Authentic verified) {
		return connection.organisationId() + "|" + connection.integrationId() + "|" + verified.deliveryId();
	}

	/**
	 * The finest subject that the vendor names, so that all deliveries about it stay in
	 * one partition.
	 */
	private static String subject(AtsEvent event) {
		if (event.applicationId() != null) {
			return named("application", event.applicationId());
		}
		if (event.candidateId() != null) {
			return named("candidate", event.candidateId());
		}
		return named("job", event.jobId());
	}

	private static String named(String kind, @Nullable String id) {
		return kind + ":" + id;
	}

}
