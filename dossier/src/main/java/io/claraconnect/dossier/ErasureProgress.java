package io.claraconnect.dossier;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * How far erasures are. Takes what the places answer, and writes the receipt when all
 * have answered.
 */
public final class ErasureProgress {

	static final String VAULT = "vault";

	private static final Set<String> PLACES = Set.of(VAULT, "sync-worker", "scoring-service", "config-service",
			"writeback-service");

	private final Database database;

	private final ErasureRows rows;

	private final Outbox outbox;

	private final ErasureHorizon horizon;

	private final Clock clock;

	ErasureProgress(Database database, ErasureRows rows, Outbox outbox, ErasureHorizon horizon, Clock clock) {
		this.database = database;
		this.rows = rows;
		this.outbox = outbox;
		this.horizon = horizon;
		this.clock = clock;
	}

	/** Takes an event of the topic; may see it again. */
	public Mono<Void> take(Erasure erasure, Cause cause) {
		return !erasure.getStep().equals(ErasureEvents.DONE) ? Mono.empty()
				: this.database.inOrganisation(erasure.getOrganisationId(),
						(client) -> this.rows.lock(client, erasure.getOrganisationId(), erasure.getAlias())
							.flatMap((state) -> this.rows.answered(client, erasure)
								.then(receipt(client, state, cause))
								.thenReturn(true)))
					.then();
	}

	private Mono<Void> receipt(DatabaseClient client, ErasureState state, Cause cause) {
		Instant vaultDoneAt = state.vaultDoneAt();
		if (state.receiptAt() != null || vaultDoneAt == null) {
			return Mono.empty();
		}
		return answers(client, state).flatMap((now) -> {
			Set<String> answered = now.places()
				.stream()
				.map(ErasureState.Answer::place)
				.collect(Collectors.toUnmodifiableSet());
			if (!answered.containsAll(PLACES)) {
				return Mono.empty();
			}
			Instant at = this.clock.instant();
			Instant until = this.horizon.latest(vaultDoneAt, now.askedAt());
			int count = now.places().stream().mapToInt(ErasureState.Answer::count).sum();
			return this.rows.receipt(client, now, until, at)
				.then(this.outbox.add(client, now.organisationId(), Topics.ERASURES,
						EventKey.ofAlias(now.organisationId(), now.alias()),
						ErasureEvents.receipt(now, count, until, at), cause));
		});
	}

	/** One erasure of an organisation; empty when there is none. */
	public Mono<ErasureState> find(String organisationId, String integrationId, String alias) {
		return this.database
			.inOrganisation(organisationId,
					(client) -> this.rows.find(client, organisationId, alias)
						.flatMap((state) -> answers(client, state)))
			.filter((state) -> state.integrationId().equals(integrationId));
	}

	/** The erasures of a connection, the newest first, without what places answered. */
	public Flux<ErasureState> list(String organisationId, String integrationId, int most) {
		return this.database.manyInOrganisation(organisationId,
				(client) -> this.rows.list(client, organisationId, integrationId, most));
	}

	/** The places that an erasure waits for. */
	public static Set<String> places() {
		return PLACES;
	}

	private Mono<ErasureState> answers(DatabaseClient client, ErasureState state) {
		return this.rows.answers(client, state.organisationId(), state.alias()).collectList().map(state::with);
	}

}
