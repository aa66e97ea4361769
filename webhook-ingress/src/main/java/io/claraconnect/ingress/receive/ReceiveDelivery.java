package io.claraconnect.ingress.receive;

import java.time.Instant;
import java.util.Optional;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Decoding;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ingress.directory.DirectoryState;
import io.claraconnect.ingress.directory.KnownConnection;
import io.claraconnect.ingress.directory.SecretsDirectory;
import io.claraconnect.ingress.publish.DeliveryPublisher;
import io.claraconnect.kit.ids.IdGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Takes one delivery: finds the connection, verifies, decodes, publishes, and says what
 * the sender is told.
 */
@Component
final class ReceiveDelivery {

	private static final Logger log = LoggerFactory.getLogger(ReceiveDelivery.class);

	private static final String NO_ATS = "unknown";

	private final SecretsDirectory directory;

	private final DirectoryState state;

	private final Connectors connectors;

	private final DeliveryPublisher publisher;

	private final Decoy decoy;

	private final DeliveryCounts counts;

	ReceiveDelivery(SecretsDirectory directory, DirectoryState state, Connectors connectors,
			DeliveryPublisher publisher, IdGenerator ids, MeterRegistry meters) {
		this.directory = directory;
		this.state = state;
		this.connectors = connectors;
		this.publisher = publisher;
		this.decoy = new Decoy(connectors, ids);
		this.counts = new DeliveryCounts(meters);
	}

	/** Takes a delivery that came to an address of one connection. */
	Mono<Answer> toConnection(String integrationId, String token, WebhookRequest request) {
		boolean caughtUp = this.state.caughtUp();
		Optional<KnownConnection> known = this.directory.find(integrationId);
		boolean rightToken = known.map((connection) -> connection.hasAddressToken(token))
			.orElseGet(() -> this.decoy.hasAddressToken(token));
		return known.filter((connection) -> rightToken)
			.map((connection) -> receive(connection, request, caughtUp))
			.orElseGet(() -> notKnown(known.flatMap((connection) -> this.connectors.find(connection.ats()))
				.orElseGet(() -> this.decoy.connector(integrationId)), request, caughtUp));
	}

	/**
	 * Takes a delivery that came to the address that all customers of one vendor share.
	 */
	Mono<Answer> toVendor(String ats, WebhookRequest request) {
		boolean caughtUp = this.state.caughtUp();
		Connector connector = connector(ats).orElseGet(() -> this.decoy.connector(ats));
		return connector.webhooks()
			.connectionToken(request)
			.flatMap((token) -> this.directory.findByToken(connector.id(), token))
			.filter((connection) -> connection.ats().value().equals(ats))
			.map((connection) -> receive(connection, request, caughtUp))
			.orElseGet(() -> notKnown(connector, request, caughtUp));
	}

	/** The answer to a small synchronous call of a vendor, as JSON. */
	Optional<String> vendorCall(String ats, String path) {
		return connector(ats).flatMap(Connector::vendorCalls).flatMap((calls) -> calls.answer(path));
	}

	private Optional<Connector> connector(String ats) {
		return ats.matches("[a-z][a-z0-9-]{1,31}") ? this.connectors.find(new AtsId(ats)) : Optional.empty();
	}

	/** Answers after the same work as for a delivery whose signature is wrong. */
	private Mono<Answer> notKnown(Connector connector, WebhookRequest request, boolean caughtUp) {
		this.decoy.verify(connector, request);
		if (caughtUp) {
			log.atInfo().addKeyValue("reason", "unknown_address").log("A delivery was refused");
		}
		return refused(NO_ATS, caughtUp);
	}

	/**
	 * Refused by what is known; a directory that was not complete when it was asked may
	 * have missed the connection, or its newest secret.
	 */
	private Mono<Answer> refused(String ats, boolean caughtUp) {
		return counted(ats, caughtUp ? Answer.REFUSED : Answer.CATCHING_UP);
	}

	private Mono<Answer> receive(KnownConnection connection, WebhookRequest request, boolean caughtUp) {
		String ats = connection.ats().value();
		Optional<Connector> connector = this.connectors.find(connection.ats());
		if (connector.isEmpty()) {
			return counted(ats, Answer.REFUSED);
		}
		if (!connection.acceptDeliveries()) {
			this.decoy.verify(connector.get(), request);
			return refused(ats, caughtUp);
		}
		Instant now = request.receivedAt();
		return switch (connector.get().webhooks().verify(request, connection.secretsAt(now))) {
			case Verification.Authentic verified ->
				publish(connection, connector.get(), request, verified).flatMap((answer) -> counted(ats, answer));
			case Verification.Refused refused -> {
				if (caughtUp) {
					log.atInfo()
						.addKeyValue("integrationId", connection.integrationId())
						.addKeyValue("ats", ats)
						.addKeyValue("reason", refused.reason())
						.log("A delivery was refused");
				}
				yield refused(ats, caughtUp);
			}
			case Verification.Malformed malformed -> counted(ats, Answer.MALFORMED);
		};
	}

	private Mono<Answer> publish(KnownConnection connection, Connector connector, WebhookRequest request,
			Verification.Authentic verified) {
		return switch (connector.webhooks().decode(request)) {
			case Decoding.Announced announced ->
				this.publisher.publish(connection, request, verified, announced.event())
					.thenReturn(Answer.TAKEN)
					.onErrorResume((ex) -> notPublished(connection, ex));
			case Decoding.Test test -> this.publisher.publishTest(connection, request, verified, test)
				.thenReturn(Answer.TEST)
				.onErrorResume((ex) -> notPublished(connection, ex));
			case Decoding.Unknown unknown -> {
				log.atInfo()
					.addKeyValue("integrationId", connection.integrationId())
					.addKeyValue("ats", connection.ats().value())
					.log("A delivery of an unknown kind was counted and dropped");
				yield Mono.just(Answer.UNKNOWN_EVENT);
			}
			case Decoding.Malformed malformed -> Mono.just(Answer.MALFORMED);
		};
	}

	private Mono<Answer> notPublished(KnownConnection connection, Throwable ex) {
		log.atWarn()
			.addKeyValue("integrationId", connection.integrationId())
			.addKeyValue("error", ex.getClass().getSimpleName())
			.log("A delivery could not be put on Kafka; the sender is told to come again");
		return Mono.just(Answer.NO_BROKER);
	}

	private Mono<Answer> counted(String ats, Answer answer) {
		count(ats, answer);
		return Mono.just(answer);
	}

	/**
	 * What a sender is told after an error that nobody thought of: to come again. Says
	 * nothing of the request, whose address holds a token.
	 */
	Mono<Answer> failed(Throwable ex) {
		log.atWarn()
			.addKeyValue("error", ex.getClass().getName())
			.addKeyValue("at", (ex.getStackTrace().length > 0) ? ex.getStackTrace()[0].toString() : "")
			.log("A delivery could not be taken; the sender is told to come again");
		return counted(NO_ATS, Answer.FAILED);
	}

	/** Counts an answer that was given before the connection was known. */
	void count(String ats, Answer answer) {
		this.counts.count(ats, answer);
	}

	/** Counts an answer that was given before anything was looked up. */
	void count(Answer answer) {
		count(NO_ATS, answer);
	}

}
