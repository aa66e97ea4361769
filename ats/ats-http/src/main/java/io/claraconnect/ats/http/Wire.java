package io.claraconnect.ats.http;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.SendPermit;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Sends one request and reads the whole answer within its limits. */
final class Wire {

	private final OriginPolicy policy;

	private final HttpClient anywhere;

	private final HttpClient publicOnly;

	Wire(OriginPolicy policy, PublicAddresses.Lookup lookup) {
		this.policy = policy;
		ConnectionProvider pool = ConnectionProvider.builder("ats")
			.maxConnections(50)
			.pendingAcquireTimeout(Duration.ofSeconds(5))
			.maxIdleTime(Duration.ofSeconds(15))
			.maxLifeTime(Duration.ofMinutes(5))
			.build();
		// The client's own retry would send a write twice.
		this.anywhere = HttpClient.create(pool)
			.disableRetry(true)
			.followRedirect(false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3000)
			.headers((headers) -> headers.set("User-Agent", "clara-connect"));
		this.publicOnly = this.anywhere.resolver(new PublicAddresses(lookup));
	}

	Wire(OriginPolicy policy) {
		this(policy, InetAddress::getAllByName);
	}

	/** The answer, whatever its status; errors with what the network did. */
	Mono<HttpAnswer> send(HttpCall call, Map<String, Secret> credentials, SendPermit permit) {
		return hop(call, credentials, permit, call.redirects).timeout(call.timeout);
	}

	private Mono<HttpAnswer> hop(HttpCall call, Map<String, Secret> credentials, SendPermit permit, int hopsLeft) {
		return exchange(call, credentials, permit).flatMap((answer) -> {
			boolean redirect = answer.status() / 100 == 3 && answer.header("location").isPresent();
			if (!redirect || hopsLeft == 0) {
				return Mono.just(answer);
			}
			URI target = Links.resolve(call.uri, answer.header("location").orElseThrow());
			boolean same = OriginPolicy.origin(target).equals(OriginPolicy.origin(call.uri));
			return hop(call.to(target), same ? credentials : Map.of(), permit, hopsLeft - 1);
		});
	}

	private Mono<HttpAnswer> exchange(HttpCall call, Map<String, Secret> credentials, SendPermit permit) {
		return Mono.defer(() -> {
			HttpClient client = switch (this.policy.check(call.uri)) {
				case ANY_ADDRESS -> this.anywhere;
				case PUBLIC_ADDRESS -> this.publicOnly;
			};
			HttpClient.RequestSender request = client.headers((headers) -> fill(headers, call, credentials))
				.request(HttpMethod.valueOf(call.method))
				.uri(call.uri);
			HttpClient.ResponseReceiver<?> receiver = request
				.send((sent, out) -> leave(call, permit).then(Mono.defer(() -> body(call, out))));
			return receiver.response((response, bytes) -> read(response, bytes, call.maxBytes)).single();
		});
	}

	/** Asked on the connection that is to carry the request, right before its bytes. */
	private static Mono<Void> leave(HttpCall call, SendPermit permit) {
		return call.write ? permit.ask().onErrorMap(Withheld::new) : Mono.empty();
	}

	private static Mono<Void> body(HttpCall call, NettyOutbound out) {
		byte[] body = call.body;
		return (body != null) ? out.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body))).then() : Mono.empty();
	}

	private static void fill(HttpHeaders headers, HttpCall call, Map<String, Secret> credentials) {
		headers.set("Accept", "application/json");
		byte[] body = call.body;
		if (body != null) {
			headers.set("Content-Length", body.length);
		}
		else if (call.write) {
			headers.set("Content-Length", 0);
		}
		call.headers.forEach(headers::set);
		credentials.forEach((name, value) -> headers.set(name, value.reveal()));
	}

	private static Mono<HttpAnswer> read(HttpClientResponse response, ByteBufFlux bytes, int limit) {
		Map<String, List<String>> headers = response.responseHeaders()
			.entries()
			.stream()
			.collect(Collectors.groupingBy((entry) -> entry.getKey().toLowerCase(Locale.ROOT), TreeMap::new,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
		Flux<byte[]> chunks = bytes.asByteArray();
		return chunks.collect(ByteArrayOutputStream::new, (all, chunk) -> {
			if (all.size() + chunk.length > limit) {
				throw new TooLarge();
			}
			all.writeBytes(chunk);
		}).map((all) -> new HttpAnswer(response.status().code(), headers, all.toByteArray()));
	}

	/** The permit was refused, and nothing was sent. */
	static final class Withheld extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final Throwable refusal;

		Withheld(Throwable refusal) {
			super("A write was withheld", refusal, false, false);
			this.refusal = refusal;
		}

	}

	/** An answer beyond the call's limit. */
	static final class TooLarge extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
