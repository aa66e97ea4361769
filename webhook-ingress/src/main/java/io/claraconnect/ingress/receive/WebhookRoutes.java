package io.claraconnect.ingress.receive;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.claraconnect.ats.api.WebhookRequest;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The addresses that vendors call: one per connection and slot, and one per vendor for
 * those that send all their customers' deliveries to one place.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngressProperties.class)
class WebhookRoutes {

	@Bean
	RouterFunction<ServerResponse> webhooks(ReceiveDelivery receive, IngressProperties properties, Clock clock) {
		DeliveryBody body = new DeliveryBody(properties);
		return RouterFunctions.route()
			.POST("/webhooks/{integrationId}/{token}",
					(request) -> take(request, body, receive, properties, clock,
							(delivery) -> receive.toConnection(request.pathVariable("integrationId"),
									request.pathVariable("token"), delivery)))
			.POST("/webhooks/{integrationId}/{token}/{slot}",
					(request) -> take(request, body, receive, properties, clock,
							(delivery) -> receive.toConnection(request.pathVariable("integrationId"),
									request.pathVariable("token"), delivery)))
			.POST("/vendors/{ats}/webhook",
					(request) -> take(request, body, receive, properties, clock,
							(delivery) -> receive.toVendor(request.pathVariable("ats"), delivery)))
			.GET("/vendors/{ats}/{call}",
					(request) -> receive.vendorCall(request.pathVariable("ats"), request.pathVariable("call"))
						.map((json) -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(json))
						.orElseGet(() -> ServerResponse.notFound().build()))
			.build();
	}

	private static Mono<ServerResponse> take(ServerRequest request, DeliveryBody body, ReceiveDelivery receive,
			IngressProperties properties, Clock clock, Function<WebhookRequest, Mono<Answer>> taken) {
		return body.refusal(request)
			.map((refused) -> Mono.just(refused).doOnNext(receive::count))
			.orElseGet(() -> body.bytes(request)
				.map((bytes) -> new WebhookRequest(request.pathVariables().getOrDefault("slot", ""),
						lowerCased(request.headers().asHttpHeaders()), bytes, clock.instant()))
				.flatMap(taken)
				.onErrorResume(DataBufferLimitException.class,
						(ex) -> Mono.just(Answer.TOO_LARGE).doOnNext(receive::count))
				.onErrorResume(TimeoutException.class, (ex) -> Mono.just(Answer.TOO_SLOW).doOnNext(receive::count))
				.onErrorResume(receive::failed))
			.flatMap((answer) -> answer(answer, properties));
	}

	private static Mono<ServerResponse> answer(Answer answer, IngressProperties properties) {
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
		if (answer.status() == 503) {
			response.header(HttpHeaders.RETRY_AFTER, Long.toString(properties.retryAfter().toSeconds()));
		}
		if (answer.status() >= 400) {
			response.header(HttpHeaders.CONNECTION, "close");
		}
		return response.build();
	}

	private static Map<String, List<String>> lowerCased(HttpHeaders headers) {
		Map<String, List<String>> lowerCased = new HashMap<>();
		headers.forEach((name, values) -> lowerCased.merge(name.toLowerCase(Locale.ROOT), values,
				(a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList()));
		return lowerCased;
	}

}
