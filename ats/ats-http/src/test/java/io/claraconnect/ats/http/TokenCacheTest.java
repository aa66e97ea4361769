package io.claraconnect.ats.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.Secret;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenCacheTest {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));

	private final Clock clock = ((InstantSource) this.now::get).withZone(ZoneOffset.UTC);

	private final TokenCache cache = new TokenCache(this.clock, Duration.ofSeconds(60));

	private final AtomicInteger fetched = new AtomicInteger();

	private final Credentials credentials = new Credentials(Map.of("id", Secret.of("x")), null, 1);

	private final Mono<TokenCache.Token> fetch = Mono
		.fromSupplier(() -> new TokenCache.Token(Secret.of("t" + this.fetched.incrementAndGet()),
				this.now.get().plusSeconds(3600)));

	@Test
	void oneAsksForAll() {
		Mono<TokenCache.Token> slow = Mono.delay(Duration.ofMillis(50)).then(this.fetch);
		Flux.range(0, 50)
			.flatMap((_) -> this.cache.token(connection(), this.credentials, "", slow)
				.subscribeOn(Schedulers.boundedElastic()), 50)
			.blockLast();
		assertThat(this.fetched).hasValue(1);
	}

	@Test
	void renewsBeforeTheEnd() {
		assertThat(token("")).isEqualTo("t1");
		this.now.updateAndGet((at) -> at.plusSeconds(3539));
		assertThat(token("")).isEqualTo("t1");
		this.now.updateAndGet((at) -> at.plusSeconds(1));
		assertThat(token("")).isEqualTo("t2");
	}

	@Test
	void keepsTokensOfActingUsersAndCredentialsApart() {
		assertThat(token("")).isEqualTo("t1");
		assertThat(token("7")).isEqualTo("t2");
		Credentials newer = new Credentials(Map.of("id", Secret.of("x")), null, 2);
		assertThat(this.cache.token(connection(), newer, "", this.fetch).block().reveal()).isEqualTo("t3");
		assertThat(token("")).isEqualTo("t1");
	}

	@Test
	void forgetsOnlyTheTokenThatWasRefused() {
		assertThat(token("")).isEqualTo("t1");
		this.cache.forget(connection(), this.credentials, "", Secret.of("t1"));
		assertThat(token("")).isEqualTo("t2");
		this.cache.forget(connection(), this.credentials, "", Secret.of("t1"));
		assertThat(token("")).isEqualTo("t2");
	}

	@Test
	void doesNotKeepAnError() {
		Mono<TokenCache.Token> failing = Mono.error(AtsException.unauthorized("x"));
		assertThatExceptionOfType(AtsException.class)
			.isThrownBy(() -> this.cache.token(connection(), this.credentials, "", failing).block());
		assertThat(token("")).isEqualTo("t1");
	}

	private String token(String user) {
		return this.cache.token(connection(), this.credentials, user, this.fetch).block().reveal();
	}

	private static Connection connection() {
		return new Connection("o", "i", Map.of(), null, Priority.LIVE);
	}

}
