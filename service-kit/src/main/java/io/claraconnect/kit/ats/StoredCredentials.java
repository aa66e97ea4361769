package io.claraconnect.kit.ats;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.kit.db.Database;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The credentials of one connection as {@link CredentialStore} has them, kept for a few
 * seconds. Never renews anything itself: after a refusal it asks config-service to, and
 * waits.
 */
public final class StoredCredentials implements CredentialSource {

	private static final Duration KEPT = Duration.ofSeconds(10);

	private static final Duration LOOK_EVERY = Duration.ofMillis(250);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Database database;

	private final CredentialStore store;

	private final Clock clock;

	private final String organisationId;

	private final String integrationId;

	private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

	public StoredCredentials(Database database, CredentialStore store, Clock clock, String organisationId,
			String integrationId) {
		this.database = database;
		this.store = store;
		this.clock = clock;
		this.organisationId = organisationId;
		this.integrationId = integrationId;
	}

	@Override
	public Mono<Credentials> current() {
		return Mono.defer(() -> {
			Kept known = this.kept.get();
			if (known != null && known.until().isAfter(this.clock.instant())) {
				return Mono.just(known.credentials());
			}
			return load();
		});
	}

	@Override
	public Mono<Credentials> renewed(Credentials refused) {
		return load().flatMap((now) -> {
			if (now.revision() > refused.revision()) {
				return Mono.just(now);
			}
			return this.database
				.apart(this.organisationId,
						(client) -> this.store
							.requestRenewal(client, this.organisationId, this.integrationId, refused.revision())
							.thenReturn(true))
				.then(newerThan(refused));
		});
	}

	private Mono<Credentials> newerThan(Credentials refused) {
		return load().filter((now) -> now.revision() > refused.revision())
			.repeatWhenEmpty((rounds) -> rounds.delayElements(LOOK_EVERY))
			.timeout(PATIENCE, Mono.error(() -> AtsException.unauthorized("credentials_not_renewed")));
	}

	private Mono<Credentials> load() {
		return this.database
			.apart(this.organisationId, (client) -> this.store.find(client, this.organisationId, this.integrationId))
			.switchIfEmpty(Mono.error(() -> AtsException.unauthorized("credentials_missing")))
			.flatMap((stored) -> stored.valid() ? Mono.just(stored.credentials())
					: Mono.error(() -> AtsException.unauthorized("reauthorise")))
			.doOnNext(this::keep)
			.doOnError(AtsException.class, (ex) -> this.kept.set(null));
	}

	/** Of two reads at the same time the older may end last. */
	private void keep(Credentials read) {
		Kept fresh = new Kept(read, this.clock.instant().plus(KEPT));
		this.kept.accumulateAndGet(fresh,
				(before, now) -> (before != null && now != null
						&& before.credentials().revision() > now.credentials().revision()
						&& before.until().isAfter(this.clock.instant())) ? before : now);
	}

	private record Kept(Credentials credentials, Instant until) {

	}

}
