package io.claraconnect.kit.ats;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.TestDatabase;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.kit.seal.UnsealException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class CredentialStoreIT {

	private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	private final TestDatabase tests = new TestDatabase();

	private final Database database = this.tests.open();

	private final CredentialStore store = new CredentialStore(Sealer.of(Sealer.newKeyset()));

	private final String integration = "int-" + IdGenerator.secure().next();

	private final SetClock clock = new SetClock();

	private final StoredCredentials source = new StoredCredentials(this.database, this.store, this.clock, "org",
			this.integration);

	@AfterEach
	void close() {
		this.tests.close();
	}

	@Test
	@DisplayName("Credentials come back as they were saved, under a revision that grows, and lie sealed")
	void saved() {
		assertThat(save("c4n4ry-1")).isOne();
		assertThat(save("c4n4ry-2")).isEqualTo(2);

		Credentials read = this.source.current().block();

		assertThat(read.require("apiKey").reveal()).isEqualTo("c4n4ry-2");
		assertThat(read.revision()).isEqualTo(2);
		assertThat(read.expiresAt()).isEqualTo(NOW);
		assertThat(this.tests.text("SELECT encode(sealed, 'escape') FROM platform.credentials WHERE " + mine()))
			.doesNotContain("c4n4ry");
	}

	@Test
	@DisplayName("Sealed credentials that are moved to another connection or organisation do not open")
	void swapped() {
		save("mine");
		this.tests.run("INSERT INTO platform.credentials (organisation_id, integration_id, revision, sealed)"
				+ " SELECT o, i, 1, sealed FROM platform.credentials, LATERAL (VALUES ('org', integration_id || 'x'),"
				+ " ('org2', integration_id)) AS other (o, i) WHERE " + mine());

		assertThatExceptionOfType(UnsealException.class).isThrownBy(() -> find("org", this.integration + "x"));
		assertThatExceptionOfType(UnsealException.class).isThrownBy(() -> find("org2", this.integration));
		assertThat(find("org", this.integration)).isNotNull();
	}

	@Test
	@DisplayName("After a refusal renewal is asked for once the revision is the refused one, and waited for")
	void renewal() {
		save("old");
		Credentials refused = this.source.current().block();

		CompletableFuture<Credentials> renewed = this.source.renewed(refused).toFuture();
		await().atMost(Duration.ofSeconds(5)).until(() -> renewRequested() == 1);
		assertThat(renewed).isNotDone();
		save("new");

		assertThat(renewed).succeedsWithin(Duration.ofSeconds(5))
			.satisfies((now) -> assertThat(now.require("apiKey").reveal()).isEqualTo("new"));
		assertThat(this.source.renewed(refused).block().revision()).isEqualTo(2);
		assertThat(renewRequested()).isOne();
		assertThat(this.source.current().block().revision()).isEqualTo(2);
	}

	@Test
	@DisplayName("Credentials that the vendor rejected for good are unauthorised at once, also for those who wait")
	void rejected() {
		save("old");
		Credentials refused = this.source.current().block();
		CompletableFuture<Credentials> renewed = this.source.renewed(refused).toFuture();
		await().atMost(Duration.ofSeconds(5)).until(() -> renewRequested() == 1);

		assertThat(reject(7)).isFalse();
		assertThat(reject(1)).isTrue();

		assertThat(renewed).failsWithin(Duration.ofSeconds(5));
		unauthorized(this.source.current());
		save("again");
		assertThat(this.source.current().block().revision()).isEqualTo(2);
	}

	@Test
	@DisplayName("Nobody renews: the wait ends as unauthorised after ten seconds")
	void notRenewed() {
		save("old");
		Credentials refused = this.source.current().block();
		long began = System.nanoTime();

		unauthorized(this.source.renewed(refused));

		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(9),
				Duration.ofSeconds(13));
	}

	@Test
	@DisplayName("Credentials are kept for ten seconds and then read anew")
	void cacheAge() {
		save("first");
		assertThat(this.source.current().block().revision()).isOne();
		save("second");

		this.clock.now = NOW.plusSeconds(9);
		assertThat(this.source.current().block().revision()).isOne();
		this.clock.now = NOW.plusSeconds(11);
		assertThat(this.source.current().block().revision()).isEqualTo(2);
	}

	@Test
	@DisplayName("A connection without credentials is unauthorised")
	void missing() {
		unauthorized(this.source.current());
	}

	private static void unauthorized(Mono<Credentials> credentials) {
		assertThatThrownBy(credentials::block).isInstanceOfSatisfying(AtsException.class,
				(ex) -> assertThat(ex.category()).isEqualTo(AtsException.Category.UNAUTHORIZED));
	}

	private long save(String key) {
		return this.database
			.inOrganisation("org",
					(client) -> this.store.save(client, "org", this.integration,
							new Credentials(Map.of("apiKey", Secret.of(key)), NOW, 0)))
			.block();
	}

	private CredentialStore.Stored find(String organisation, String id) {
		return this.database.inOrganisation(organisation, (client) -> this.store.find(client, organisation, id))
			.block();
	}

	private boolean reject(long revision) {
		return this.database
			.inOrganisation("org", (client) -> this.store.reject(client, "org", this.integration, revision))
			.block();
	}

	private long renewRequested() {
		return this.tests.number("SELECT renew_requested FROM platform.credentials WHERE " + mine());
	}

	private String mine() {
		return "organisation_id = 'org' AND integration_id = '" + this.integration + "'";
	}

	private static final class SetClock extends Clock {

		private volatile Instant now = NOW;

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
