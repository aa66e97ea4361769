package io.claraconnect.config.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Asks every replica of the ingress what it knows. A service name that lists the ready
 * replicas (a headless service in Kubernetes) makes "every address" mean "every ready
 * replica".
 */
@Component
final class IngressReplicas {

	private static final Duration ANSWER = Duration.ofSeconds(2);

	private static final Duration LOOK_EVERY = Duration.ofMillis(100);

	private final WebhookProperties properties;

	private final WebClient client = WebClient.create();

	IngressReplicas(WebhookProperties properties) {
		this.properties = properties;
	}

	/**
	 * Whether every replica knows that revision of a connection; false when one does not
	 * answer or there is none.
	 */
	Mono<Boolean> know(String integrationId, long revision) {
		URI ingress = this.properties.ingressInternalUrl();
		return Mono.fromCallable(() -> InetAddress.getAllByName(ingress.getHost()))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMapMany(Flux::fromArray)
			.flatMap((replica) -> revision(ingress, replica, integrationId))
			.collectList()
			.map((known) -> !known.isEmpty() && known.stream().allMatch((has) -> has >= revision))
			.onErrorReturn(false);
	}

	/** As {@link #know}, looking again until it is so or the patience ends. */
	Mono<Boolean> awaitKnown(String integrationId, long revision) {
		return know(integrationId, revision).filter(Boolean::booleanValue)
			.repeatWhenEmpty((rounds) -> rounds.delayElements(LOOK_EVERY))
			.timeout(this.properties.patience(), Mono.just(false));
	}

	private Mono<Long> revision(URI ingress, InetAddress replica, String integrationId) {
		String address = replica.getHostAddress();
		String host = address.contains(":") ? "[" + address + "]" : address;
		String port = (ingress.getPort() >= 0) ? ":" + ingress.getPort() : "";
		return this.client.get()
			.uri(URI.create(ingress.getScheme() + "://" + host + port + "/actuator/directory/" + integrationId))
			.header(HttpHeaders.HOST, ingress.getHost() + port)
			.retrieve()
			.bodyToMono(Known.class)
			.map((known) -> (known.revision() != null) ? known.revision() : -1L)
			.timeout(ANSWER)
			.onErrorReturn(-1L)
			.defaultIfEmpty(-1L);
	}

	/** What a replica answers. */
	record Known(@Nullable Long revision) {

	}

}
