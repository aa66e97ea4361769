package io.claraconnect.ats.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.ats.http.Authorizer.Authorization;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Talks to one vendor. Each request waits for the rate budget, takes credentials, is sent
 * to an allowed address only, tells the budget what the answer said, and ends in an
 * answer of status 2xx or an {@link AtsException}. Reads that the vendor failed are tried
 * again twice; writes never are. Safe for use by many threads; one per connector.
 */
public final class AtsHttp {

	private static final Authorization NONE = new Authorization(new Credentials(Map.of(), null, 0), Map.of());

	private static final Duration UNSTATED_CLOSURE = Duration.ofSeconds(10);

	private final Clock clock;

	private final RateBudget budget;

	private final Wire wire;

	private AtsHttp(Clock clock, RateBudget budget, Wire wire) {
		this.clock = clock;
		this.budget = budget;
		this.wire = wire;
	}

	/**
	 * Makes one.
	 * @param context what the process lends
	 * @param hosts the vendor's public hosts, called by https only; {@code .example.com}
	 * stands for every name below it
	 */
	public static AtsHttp create(ConnectorContext context, Collection<String> hosts) {
		return new AtsHttp(context.clock(), context.rateBudget(),
				new Wire(new OriginPolicy(hosts, context.allowedOrigins())));
	}

	static AtsHttp create(ConnectorContext context, Collection<String> hosts, PublicAddresses.Lookup lookup) {
		return new AtsHttp(context.clock(), context.rateBudget(),
				new Wire(new OriginPolicy(hosts, context.allowedOrigins()), lookup));
	}

	/** The answer, of status 2xx. */
	public Mono<HttpAnswer> send(Connection connection, HttpCall call) {
		Authorizer authorizer = call.authorizer;
		Mono<Authorization> first = (authorizer != null) ? authorizer.current(connection) : Mono.just(NONE);
		Mono<HttpAnswer> once = attempt(connection, call, first, true);
		if (call.write) {
			return once;
		}
		return once.retryWhen(Retry.backoff(2, Duration.ofMillis(150))
			.maxBackoff(Duration.ofSeconds(2))
			.jitter(0.5)
			.filter(AtsHttp::worthAnotherTry)
			.onRetryExhaustedThrow((spec, signal) -> signal.failure()));
	}

	/** The answer as JSON. */
	public Mono<JsonBody> json(Connection connection, HttpCall call) {
		return send(connection, call).map((answer) -> parse(call, answer));
	}

	/**
	 * The pages of a list, asked for one by one as they are used. Ends with MALFORMED
	 * when the vendor sends a page twice or an address on another origin.
	 */
	public Flux<JsonBody> pages(Connection connection, HttpCall first, Paging paging) {
		return Flux.defer(() -> {
			Set<URI> seen = new HashSet<>();
			return page(connection, first, first, paging, seen)
				.expand((page) -> page.next()
					.map((next) -> page(connection, first, next, paging, seen))
					.orElseGet(Mono::empty))
				.map(Page::body)
				.limitRate(1);
		});
	}

	/** The elements of the pages of a list. */
	public Flux<JsonBody> elements(Connection connection, HttpCall first, Paging paging,
			Function<JsonBody, ? extends Iterable<JsonBody>> elements) {
		return pages(connection, first, paging).concatMapIterable(elements, 1);
	}

	/** The bytes of a document. */
	public Mono<DocumentContent> download(Connection connection, HttpCall call) {
		return send(connection, call)
			.map((answer) -> new DocumentContent(answer.body(), answer.header("content-type").orElse(null)));
	}

	private Mono<Page> page(Connection connection, HttpCall first, HttpCall call, Paging paging, Set<URI> seen) {
		if (!seen.add(call.uri())) {
			return Mono.error(AtsException.malformed("paging_loop"));
		}
		if (!OriginPolicy.origin(call.uri()).equals(OriginPolicy.origin(first.uri()))) {
			return Mono.error(AtsException.malformed("paging_leaves_origin"));
		}
		return send(connection, call).map((answer) -> {
			JsonBody body = parse(call, answer);
			return new Page(body, paging.next(first, call, answer, body));
		});
	}

	private Mono<HttpAnswer> attempt(Connection connection, HttpCall call, Mono<Authorization> authorization,
			boolean mayRenew) {
		Mono<Authorization> ready = acquire(connection, call).then(authorization);
		return ready.flatMap((current) -> this.wire.send(call, current.headers(), connection.sendPermit())
			.onErrorMap((failure) -> (failure instanceof Wire.Withheld withheld) ? withheld.refusal
					: Failures.ofNetwork(call, failure))
			.flatMap((answer) -> observe(connection, call.rate, answer).thenReturn(answer))
			.flatMap((answer) -> {
				Authorizer authorizer = call.authorizer;
				if (answer.status() == 401 && mayRenew && authorizer != null) {
					return attempt(connection, call, authorizer.renewed(connection, current), false);
				}
				return (answer.status() / 100 == 2) ? Mono.just(answer)
						: Mono.error(() -> Failures.ofStatus(call, answer, this.clock));
			}));
	}

	private Mono<Void> acquire(Connection connection, HttpCall call) {
		RateRule rule = call.rate;
		return (rule != null) ? Mono.defer(() -> this.budget.acquire(connection, rule)) : Mono.empty();
	}

	/**
	 * Tells the budget; a budget that cannot listen must not make a done write look
	 * undone.
	 */
	private Mono<Void> observe(Connection connection, @Nullable RateRule rule, HttpAnswer answer) {
		if (rule == null) {
			return Mono.empty();
		}
		Integer limit = count(answer, "x-ratelimit-limit", "x-rate-limit-limit");
		Integer remaining = count(answer, "x-ratelimit-remaining", "x-rate-limit-remaining");
		Duration closed = (answer.status() == 429)
				? Failures.retryAfter(answer, this.clock).orElse(min(rule.window(), UNSTATED_CLOSURE)) : null;
		if (limit == null && remaining == null && closed == null) {
			return Mono.empty();
		}
		return this.budget.observed(connection, rule, new RateObservation(limit, remaining, closed)).onErrorComplete();
	}

	private static @Nullable Integer count(HttpAnswer answer, String name, String otherName) {
		Optional<String> text = answer.header(name).or(() -> answer.header(otherName));
		return text.map(String::strip)
			.filter((digits) -> digits.matches("\\d{1,9}"))
			.map(Integer::valueOf)
			.orElse(null);
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static JsonBody parse(HttpCall call, HttpAnswer answer) {
		try {
			return answer.json();
		}
		catch (AtsException ex) {
			throw call.write ? new AtsException(Category.OUTCOME_UNKNOWN, ex.code()) : ex;
		}
	}

	private static boolean worthAnotherTry(Throwable failure) {
		return failure instanceof AtsException known && known.category() == Category.UNAVAILABLE
				&& known.retryAfter().isEmpty();
	}

	private record Page(JsonBody body, Optional<HttpCall> next) {
	}

}
