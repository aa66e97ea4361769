package io.claraconnect.ats.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLHandshakeException;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.netty.channel.ConnectTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Says in our categories what a status or a network failure means. */
final class Failures {

	private static final Duration LONGEST_WAIT = Duration.ofHours(24);

	private Failures() {
	}

	/** The error of an answer that is not 2xx. */
	static AtsException ofStatus(HttpCall call, HttpAnswer answer, Clock clock) {
		int status = answer.status();
		if (status >= 400 && status < 500 && status != 401 && status != 408 && status != 429) {
			Optional<AtsException> explained = call.refusal.explain(status, bodyOf(answer));
			if (explained.isPresent()) {
				return explained.get();
			}
		}
		Category category = switch (status) {
			case 401 -> Category.UNAUTHORIZED;
			case 403 -> Category.FORBIDDEN;
			case 404, 410 -> Category.NOT_FOUND;
			case 409, 412 -> Category.CONFLICT;
			case 408 -> noAnswer(call);
			case 429 -> Category.RATE_LIMITED;
			default -> (status >= 500) ? noAnswer(call) : Category.REFUSED;
		};
		Duration wait = (status == 429 || status == 503) ? retryAfter(answer, clock).orElse(null) : null;
		return new AtsException(category, "http_" + status, wait, null);
	}

	/**
	 * The error of a request that got no answer. Causes are left out on purpose: their
	 * messages carry addresses with tokens.
	 */
	static AtsException ofNetwork(HttpCall call, Throwable failure) {
		if (failure instanceof AtsException known) {
			return known;
		}
		if (failure instanceof Wire.TooLarge) {
			return new AtsException(call.write ? Category.OUTCOME_UNKNOWN : Category.REFUSED, "answer_too_large");
		}
		if (has(failure, PublicAddresses.NotPublic.class)) {
			return OriginPolicy.refused();
		}
		if (has(failure, UnknownHostException.class) || has(failure, ConnectException.class)
				|| has(failure, ConnectTimeoutException.class)) {
			return new AtsException(Category.UNAVAILABLE, "not_connected");
		}
		if (has(failure, SSLHandshakeException.class)) {
			return new AtsException(Category.UNAVAILABLE, "tls_handshake");
		}
		if (has(failure, PoolAcquireTimeoutException.class)) {
			return new AtsException(Category.UNAVAILABLE, "no_connection_free");
		}
		return new AtsException(noAnswer(call), (failure instanceof TimeoutException) ? "timeout" : "connection_cut");
	}

	/**
	 * How long the vendor asks to wait, from seconds or a date; at most a day. A date is
	 * told by the vendor's clock, which the answer's own date shows.
	 */
	static Optional<Duration> retryAfter(HttpAnswer answer, Clock clock) {
		Instant told = answer.header("date").flatMap(Failures::date).orElseGet(clock::instant);
		return answer.header("retry-after").flatMap((text) -> wait(text.strip(), told)).map((wait) -> {
			Duration positive = wait.isNegative() ? Duration.ZERO : wait;
			return (positive.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : positive;
		});
	}

	private static Optional<Duration> wait(String text, Instant told) {
		if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
			return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)));
		}
		return date(text).map((until) -> Duration.between(told, until));
	}

	private static Optional<Instant> date(String text) {
		try {
			return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
		}
		catch (DateTimeException _) {
			return Optional.empty();
		}
	}

	private static Category noAnswer(HttpCall call) {
		return call.write ? Category.OUTCOME_UNKNOWN : Category.UNAVAILABLE;
	}

	private static JsonBody bodyOf(HttpAnswer answer) {
		try {
			return answer.json();
		}
		catch (AtsException _) {
			return Json.nothing();
		}
	}

	private static boolean has(Throwable failure, Class<? extends Throwable> type) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (type.isInstance(at)) {
				return true;
			}
		}
		return false;
	}

}
