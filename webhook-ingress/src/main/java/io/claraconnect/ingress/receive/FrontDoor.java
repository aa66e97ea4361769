package io.claraconnect.ingress.receive;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.claraconnect.ats.api.WebhookRequest;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The addresses that vendors call: {@code /webhooks/{integrationId}/{token}[/{slot}]} for
 * each connection, {@code /vendors/{ats}/webhook} for vendors that send all their
 * customers' deliveries to one place, and {@code /vendors/{ats}/{call}} for their small
 * questions. Stands before everything else that listens on the port, which costs more
 * than all that is done here.
 */
final class FrontDoor implements HttpHandler {

	private static final String CONNECTIONS = "webhooks";

	private static final String VENDORS = "vendors";

	private final HttpHandler others;

	private final ReceiveDelivery receive;

	private final DeliveryBody body;

	private final IngressProperties properties;

	private final Clock clock;

	private final AnswerTimes times;

	FrontDoor(HttpHandler others, ReceiveDelivery receive, DeliveryBody body, IngressProperties properties, Clock clock,
			AnswerTimes times) {
		this.others = others;
		this.receive = receive;
		this.body = body;
		this.properties = properties;
		this.clock = clock;
		this.times = times;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		String[] path = request.getURI().getRawPath().split("/", -1);
		if (path.length < 2 || !(path[1].equals(CONNECTIONS) || path[1].equals(VENDORS))) {
			return this.others.handle(request, response);
		}
		if (request.getMethod().equals(HttpMethod.POST)) {
			if (path[1].equals(CONNECTIONS) && (path.length == 4 || path.length == 5)) {
				String slot = (path.length == 5) ? path[4] : "";
				return take(request, response, slot,
						(delivery) -> this.receive.toConnection(path[2], path[3], delivery));
			}
			if (path[1].equals(VENDORS) && path.length == 4 && path[3].equals("webhook")) {
				return take(request, response, "", (delivery) -> this.receive.toVendor(path[2], delivery));
			}
		}
		else if (request.getMethod().equals(HttpMethod.GET) && path[1].equals(VENDORS) && path.length == 4) {
			Optional<String> answer = this.receive.vendorCall(path[2], path[3]);
			if (answer.isPresent()) {
				return json(response, answer.get());
			}
		}
		response.setRawStatusCode(404);
		return response.setComplete();
	}

	private Mono<Void> take(ServerHttpRequest request, ServerHttpResponse response, String slot,
			Function<WebhookRequest, Mono<Answer>> taken) {
		long startedAt = System.nanoTime();
		Answer refused = this.body.refusal(request.getHeaders());
		if (refused != null) {
			this.receive.count(refused);
			return answer(refused, response, startedAt);
		}
		return this.body.bytes(request)
			.flatMap((bytes) -> taken
				.apply(new WebhookRequest(slot, lowerCased(request.getHeaders()), bytes, this.clock.instant())))
			.onErrorResume(this::notTaken)
			.flatMap((answer) -> answer(answer, response, startedAt));
	}

	private Mono<Answer> notTaken(Throwable ex) {
		if (ex instanceof DataBufferLimitException) {
			this.receive.count(Answer.TOO_LARGE);
			return Mono.just(Answer.TOO_LARGE);
		}
		if (ex instanceof TooSlow) {
			this.receive.count(Answer.TOO_SLOW);
			return Mono.just(Answer.TOO_SLOW);
		}
		return this.receive.failed(ex);
	}

	private Mono<Void> answer(Answer answer, ServerHttpResponse response, long startedAt) {
		this.times.record(answer, startedAt);
		response.setRawStatusCode(answer.status());
		if (answer.status() == 503) {
			response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(this.properties.retryAfter().toSeconds()));
		}
		if (answer.status() >= 400) {
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		return response.setComplete();
	}

	private static Mono<Void> json(ServerHttpResponse response, String text) {
		response.setRawStatusCode(200);
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
		response.getHeaders().setContentLength(bytes.length);
		DataBuffer buffer = response.bufferFactory().wrap(bytes);
		return response.writeWith(Mono.just(buffer));
	}

	private static Map<String, List<String>> lowerCased(HttpHeaders headers) {
		Map<String, List<String>> lowerCased = new HashMap<>();
		headers.forEach((name, values) -> lowerCased.merge(name.toLowerCase(Locale.ROOT), values,
				(a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
		return lowerCased;
	}

}
