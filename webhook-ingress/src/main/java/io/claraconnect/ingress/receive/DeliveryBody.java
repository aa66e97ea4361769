package io.claraconnect.ingress.receive;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads the raw bytes of deliveries within the limits, refusing early what cannot be
 * taken. Almost every body is there at once, so all that are under way share one clock.
 */
final class DeliveryBody implements AutoCloseable {

	/** How often it is looked which bodies are late. */
	private static final Duration LOOK = Duration.ofMillis(500);

	private final IngressProperties limits;

	private final int limit;

	private final Map<BodyCollector, Long> underWay = new ConcurrentHashMap<>();

	private final Scheduler scheduler;

	private final Disposable looking;

	DeliveryBody(IngressProperties limits, Scheduler scheduler) {
		this.limits = limits;
		this.limit = Math.toIntExact(limits.maxBody().toBytes());
		this.scheduler = scheduler;
		this.looking = scheduler.schedulePeriodically(this::giveUpLate, LOOK.toMillis(), LOOK.toMillis(),
				java.util.concurrent.TimeUnit.MILLISECONDS);
	}

	/** Why the delivery is refused by its headers alone; null when it is not. */
	@Nullable Answer refusal(HttpHeaders headers) {
		if (headers.getContentLength() > this.limit) {
			return Answer.TOO_LARGE;
		}
		String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			return Answer.UNSUPPORTED;
		}
		return json(headers) ? null : Answer.UNSUPPORTED;
	}

	private static boolean json(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			return type != null && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
		}
		catch (InvalidMediaTypeException _) {
			return false;
		}
	}

	/**
	 * The raw bytes.
	 * @return errors with {@link DataBufferLimitException} when there are too many, with
	 * {@link TooSlow} when they come too slowly
	 */
	Mono<byte[]> bytes(ServerHttpRequest request) {
		return Mono.create((sink) -> {
			BodyCollector collector = new BodyCollector(sink, request.getHeaders().getContentLength(), this.limit);
			this.underWay.put(collector, now());
			sink.onDispose(() -> {
				this.underWay.remove(collector);
				collector.dispose();
			});
			request.getBody().subscribe(collector);
		});
	}

	private void giveUpLate() {
		long oldest = now() - this.limits.bodyTimeout().toMillis();
		this.underWay.forEach((collector, since) -> {
			if (since < oldest) {
				collector.tooSlow();
			}
		});
	}

	private long now() {
		return this.scheduler.now(java.util.concurrent.TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.looking.dispose();
	}

}
