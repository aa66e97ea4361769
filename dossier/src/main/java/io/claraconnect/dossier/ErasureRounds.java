package io.claraconnect.dossier;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Works erasures off: empties the vault, tells places that were not told, and tells again
 * those that have not answered for long. What a crash interrupted goes on at the next
 * round, of whichever process.
 */
public final class ErasureRounds {

	private static final Logger log = LoggerFactory.getLogger(ErasureRounds.class);

	private static final int AT_ONCE = 50;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Database database;

	private final ErasureRows rows;

	private final Suppression suppression;

	private final VaultErasure vault;

	private final Erasures erasures;

	private final Outbox outbox;

	private final Clock clock;

	private final AtomicReference<ErasureRows.Unfinished> unfinished = new AtomicReference<>(
			new ErasureRows.Unfinished(0, Duration.ZERO));

	ErasureRounds(Database database, ErasureRows rows, Suppression suppression, VaultErasure vault, Erasures erasures,
			Outbox outbox, Clock clock) {
		this.database = database;
		this.rows = rows;
		this.suppression = suppression;
		this.vault = vault;
		this.erasures = erasures;
		this.outbox = outbox;
		this.clock = clock;
	}

	/** One round; gives how many erasures it worked on. */
	public Mono<Long> round() {
		return this.suppression.known()
			.then(this.database.acrossOrganisations((client) -> this.rows.unfinished(client, this.clock.instant())))
			.doOnNext(this.unfinished::set)
			.thenMany(Flux.defer(() -> this.database
				.manyAcrossOrganisations((client) -> this.rows.due(client, this.clock.instant(), PATIENCE, AT_ONCE))))
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.concatMap(
					(state) -> told(state).then(emptied(state)).thenReturn(1L).onErrorResume((ex) -> failed(state, ex)))
			.reduce(0L, Long::sum)
			.onErrorResume(ErasuresNotReplayed.class, (ex) -> Mono.just(0L));
	}

	/** How many erasures had no receipt at the last round. */
	public int unfinished() {
		return this.unfinished.get().erasures();
	}

	/** For how long the oldest of them had been waiting. */
	public Duration oldestUnfinished() {
		return this.unfinished.get().oldest();
	}

	/** One that fails comes again at the next round and holds up no other. */
	private static Mono<Long> failed(ErasureState state, Throwable ex) {
		log.atWarn()
			.addKeyValue("integrationId", state.integrationId())
			.addKeyValue("erasure", state.alias())
			.addKeyValue("error", ex.getClass().getSimpleName())
			.log("An erasure could not go on and will be tried again");
		return Mono.just(0L);
	}

	private Mono<Void> told(ErasureState state) {
		if (state.announcedAt() != null && state.announcedAt().plus(PATIENCE).isAfter(this.clock.instant())) {
			return Mono.empty();
		}
		return this.database
			.inOrganisation(state.organisationId(),
					(client) -> this.rows.announced(client, state, this.clock.instant())
						.then(this.erasures.tell(client, state, Cause.fresh()))
						.thenReturn(true))
			.then();
	}

	private Mono<Void> emptied(ErasureState state) {
		if (state.vaultDoneAt() != null) {
			return Mono.empty();
		}
		ErasedPersons erased = this.suppression.erased(state.organisationId(), state.integrationId(), state.persons(),
				state.applications());
		return this.vault.destroy(erased, (client, counts) -> this.rows.found(client, state, counts))
			.then(this.database.inOrganisation(state.organisationId(),
					(client) -> this.rows.lock(client, state.organisationId(), state.alias())
						.filter((now) -> now.persons().equals(state.persons())
								&& now.applications().equals(state.applications()))
						.flatMap((now) -> this.rows.vaultDone(client, now, this.clock.instant())
							.then(this.outbox.add(client, now.organisationId(), Topics.ERASURES,
									EventKey.ofAlias(now.organisationId(), now.alias()),
									ErasureEvents.done(now, ErasureProgress.VAULT, now.keys() + now.material(),
											this.clock.instant()),
									Cause.fresh()))
							.thenReturn(true))))
			.then();
	}

}
