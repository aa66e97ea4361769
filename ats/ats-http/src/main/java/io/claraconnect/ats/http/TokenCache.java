package io.claraconnect.ats.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import reactor.core.publisher.Mono;

/**
 * Short-lived access tokens in memory, one per connection, credentials and acting user.
 * However many ask at once, one asks the vendor. Losing the cache costs nothing but a
 * request.
 */
public final class TokenCache {

	private static final int MANY = 10_000;

	private final Clock clock;

	private final Duration early;

	private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

	/**
	 * An empty cache.
	 * @param clock the time
	 * @param early how long before its end a token counts as dead
	 */
	public TokenCache(Clock clock, Duration early) {
		this.clock = clock;
		this.early = early;
	}

	/**
	 * The token.
	 * @param connection whose account it opens
	 * @param credentials what it is got with
	 * @param actingUser on whose behalf, or empty
	 * @param fetch asks the vendor; an error is given to everyone who waits and not kept
	 */
	public Mono<Secret> token(Connection connection, Credentials credentials, String actingUser, Mono<Token> fetch) {
		return Mono.defer(() -> {
			Key key = key(connection, credentials, actingUser);
			Instant now = this.clock.instant();
			if (this.entries.size() > MANY) {
				this.entries.values().removeIf((entry) -> entry.isDead(now));
			}
			Entry entry = this.entries.compute(key,
					(_, old) -> (old != null && !old.isDead(now)) ? old : new Entry(fetch, this.early));
			return entry.answer.doOnError((_) -> this.entries.remove(key, entry)).map(Token::value);
		});
	}

	/** Forgets a token that the vendor refused, unless there is a newer one already. */
	public void forget(Connection connection, Credentials credentials, String actingUser, Secret refused) {
		this.entries.computeIfPresent(key(connection, credentials, actingUser),
				(_, entry) -> entry.holds(refused) ? null : entry);
	}

	private static Key key(Connection connection, Credentials credentials, String actingUser) {
		return new Key(connection.organisationId(), connection.integrationId(),
				connection.setting(Connection.BASE_URL).orElse(""), credentials, actingUser);
	}

	/**
	 * A token.
	 *
	 * @param value what to send
	 * @param expiresAt when it dies
	 */
	public record Token(Secret value, Instant expiresAt) {

	}

	private record Key(String organisationId, String integrationId, String baseUrl, Credentials credentials,
			String actingUser) {

		@Override
		public int hashCode() {
			return this.integrationId.hashCode() * 31 + this.actingUser.hashCode();
		}

	}

	private static final class Entry {

		private final AtomicReference<Token> got = new AtomicReference<>();

		private final Mono<Token> answer;

		private final Duration early;

		Entry(Mono<Token> fetch, Duration early) {
			this.answer = fetch.doOnNext(this.got::set).cache();
			this.early = early;
		}

		boolean isDead(Instant now) {
			Token token = this.got.get();
			return token != null && !now.isBefore(token.expiresAt().minus(this.early));
		}

		boolean holds(Secret value) {
			Token token = this.got.get();
			return token != null && token.value().equals(value);
		}

	}

}
