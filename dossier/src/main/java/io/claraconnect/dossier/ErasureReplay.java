package io.claraconnect.dossier;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.MigrationsApplied;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.schemas.Erasure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Replays {@code platform.erasures} at every start, before anything touches personal
 * data: a database may have been restored that does not know of them. Everybody in the
 * topic is suppressed and forgotten again; then the gate opens, and only then the service
 * is ready.
 */
final class ErasureReplay implements SmartLifecycle, HealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(ErasureReplay.class);

	private final Database database;

	private final MigrationsApplied migrations;

	private final CompactedDirectory<Erasure> erasures;

	private final Suppression suppression;

	private final VaultErasure vault;

	private final ErasureRows rows;

	private final ErasurePlace place;

	private final ErasureGate gate;

	private volatile Disposable running = Disposables.disposed();

	ErasureReplay(Database database, MigrationsApplied migrations, CompactedDirectory<Erasure> erasures,
			Suppression suppression, VaultErasure vault, ErasureRows rows, ErasurePlace place, ErasureGate gate) {
		this.database = database;
		this.migrations = migrations;
		this.erasures = erasures;
		this.suppression = suppression;
		this.vault = vault;
		this.rows = rows;
		this.place = place;
		this.gate = gate;
	}

	@Override
	public void start() {
		this.running = this.migrations.await()
			.then(this.erasures.whenReady())
			.then(Mono.defer(this::replay))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
			.subscribe((count) -> {
				this.gate.open();
				log.atInfo()
					.addKeyValue("erasures", this.erasures.all().size())
					.addKeyValue("rows", count)
					.log("Erasures are replayed");
			});
	}

	private Mono<Integer> replay() {
		Map<List<String>, List<Erasure>> byConnection = this.erasures.all()
			.stream()
			.collect(Collectors
				.groupingBy((erasure) -> List.of(erasure.getOrganisationId(), erasure.getIntegrationId())));
		return Flux.fromIterable(byConnection.values()).concatMap(this::ofConnection).reduce(0, Integer::sum);
	}

	private Mono<Integer> ofConnection(List<Erasure> known) {
		Set<String> persons = new HashSet<>();
		Set<String> applications = new HashSet<>();
		known.forEach((erasure) -> {
			persons.addAll(ErasureEvents.persons(erasure));
			applications.addAll(erasure.getApplicationDigests());
		});
		Erasure any = known.getFirst();
		ErasedPersons erased = this.suppression.erased(any.getOrganisationId(), any.getIntegrationId(), persons,
				applications);
		return suppressedAgain(erased, known).then(Mono.defer(() -> this.database
			.inOrganisation(erased.organisationId(), (client) -> this.place.forget(client, erased, Cause.fresh()))));
	}

	private Mono<Void> suppressedAgain(ErasedPersons erased, List<Erasure> known) {
		Mono<Set<String>> missing = this.database.inOrganisation(erased.organisationId(),
				(client) -> this.suppression.missing(client, erased));
		if (!this.place.restores()) {
			return missing.flatMap((lost) -> lost.isEmpty() ? Mono.empty() : Mono.error(new ErasuresNotReplayed()));
		}
		return missing.flatMap((lost) -> this.database.inOrganisation(erased.organisationId(),
				(client) -> this.suppression.restore(client, erased, lost)
					.thenMany(Flux.fromIterable(known))
					.concatMap((erasure) -> this.rows.insert(client, restored(erasure)))
					.then(Mono.just(lost.size()))))
			.doOnNext((lost) -> {
				if (lost > 0) {
					log.atWarn()
						.addKeyValue("integrationId", erased.integrationId())
						.addKeyValue("entries", lost)
						.log("Suppression entries were missing and are back");
				}
			})
			.then(this.vault.destroy(erased, (client, counts) -> Mono.empty()))
			.then();
	}

	/** One without a receipt is worked off once more. */
	private static ErasureState restored(Erasure erasure) {
		boolean finished = erasure.getStep().equals(ErasureEvents.RECEIPT);
		var askedAt = Objects.requireNonNullElse(erasure.getAskedAt(), erasure.getAt());
		return new ErasureState(erasure.getOrganisationId(), erasure.getIntegrationId(), erasure.getAlias(),
				erasure.getSuppressionDigest(), ErasureEvents.persons(erasure),
				Set.copyOf(erasure.getApplicationDigests()), erasure.getOrigin(), "replayed", null, askedAt, null,
				finished ? erasure.getAt() : null, finished ? erasure.getAt() : null, erasure.getHorizon(), 0, 0, 0,
				List.of());
	}

	@Override
	public Health health() {
		return this.gate.isOpen() ? Health.up().build()
				: Health.outOfService().withDetail("waitingFor", "the replay of erasures").build();
	}

	@Override
	public void stop() {
		this.running.dispose();
	}

	@Override
	public boolean isRunning() {
		return !this.running.isDisposed();
	}

}
