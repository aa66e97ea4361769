package io.claraconnect.dossier;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

import io.claraconnect.schemas.Erasure;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** The tables {@code dossier.erasure} and {@code dossier.erasure_place}. */
final class ErasureRows {

	private static final String ONE = " WHERE organisation_id = :organisation AND alias = :alias";

	/** The erasure of one of these persons, locked; empty when there is none. */
	Mono<ErasureState> ofPersons(DatabaseClient client, Subject subject, Set<String> persons) {
		return client
			.sql("SELECT * FROM dossier.erasure WHERE organisation_id = :organisation AND integration_id = :integration"
					+ " AND (digest = ANY(:persons) OR person_digests && :persons) ORDER BY asked_at, alias LIMIT 1"
					+ " FOR UPDATE")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("persons", persons.toArray(String[]::new))
			.map(ErasureRows::state)
			.one();
	}

	Mono<ErasureState> lock(DatabaseClient client, String organisationId, String alias) {
		return client.sql("SELECT * FROM dossier.erasure" + ONE + " FOR UPDATE")
			.bind("organisation", organisationId)
			.bind("alias", alias)
			.map(ErasureRows::state)
			.one();
	}

	Mono<ErasureState> find(DatabaseClient client, String organisationId, String alias) {
		return client.sql("SELECT * FROM dossier.erasure" + ONE)
			.bind("organisation", organisationId)
			.bind("alias", alias)
			.map(ErasureRows::state)
			.one();
	}

	/** The erasures of a connection, the newest first. */
	Flux<ErasureState> list(DatabaseClient client, String organisationId, String integrationId, int most) {
		return client
			.sql("SELECT * FROM dossier.erasure WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration ORDER BY asked_at DESC, alias LIMIT :most")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("most", most)
			.map(ErasureRows::state)
			.all();
	}

	/**
	 * Erasures of which something is to be done now: told of, told of again, or begun.
	 */
	Flux<ErasureState> due(DatabaseClient client, Instant now, Duration patience, int most) {
		return client
			.sql("SELECT * FROM dossier.erasure WHERE receipt_at IS NULL AND (done_at IS NULL OR announced_at IS NULL"
					+ " OR announced_at < :before) ORDER BY asked_at LIMIT :most")
			.bind("before", now.minus(patience).atOffset(ZoneOffset.UTC))
			.bind("most", most)
			.map(ErasureRows::state)
			.all();
	}

	/** Writes a new erasure, or one that was lost by a restore, down. */
	Mono<Void> insert(DatabaseClient client, ErasureState state) {
		GenericExecuteSpec insert = client
			.sql("INSERT INTO dossier.erasure (organisation_id, integration_id, digest, alias, person_digests,"
					+ " application_digests, origin, reason, asked_by, asked_at, announced_at, done_at, receipt_at,"
					+ " horizon) VALUES (:organisation, :integration, :digest, :alias, :persons, :applications, :origin,"
					+ " :reason, :askedBy, :askedAt, :announcedAt, :doneAt, :receiptAt, :horizon) ON CONFLICT DO NOTHING")
			.bind("organisation", state.organisationId())
			.bind("integration", state.integrationId())
			.bind("digest", state.digest())
			.bind("alias", state.alias())
			.bind("persons", state.persons().toArray(String[]::new))
			.bind("applications", state.applications().toArray(String[]::new))
			.bind("origin", state.origin())
			.bind("reason", state.reason())
			.bind("askedAt", state.askedAt().atOffset(ZoneOffset.UTC));
		String askedBy = state.askedBy();
		insert = (askedBy != null) ? insert.bind("askedBy", askedBy) : insert.bindNull("askedBy", String.class);
		insert = bind(insert, "announcedAt", state.announcedAt());
		insert = bind(insert, "doneAt", state.vaultDoneAt());
		insert = bind(insert, "receiptAt", state.receiptAt());
		return bind(insert, "horizon", state.horizon()).then();
	}

	/** Begins a locked erasure again, because more ids turned out to be the person's. */
	Mono<Void> extend(DatabaseClient client, ErasureState state, Instant now) {
		return one(
				client.sql("UPDATE dossier.erasure SET person_digests = :persons, application_digests = :applications,"
						+ " announced_at = :now, done_at = NULL, receipt_at = NULL, horizon = NULL" + ONE),
				state)
			.bind("persons", state.persons().toArray(String[]::new))
			.bind("applications", state.applications().toArray(String[]::new))
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.then()
			.then(one(client.sql("DELETE FROM dossier.erasure_place" + ONE), state).then());
	}

	Mono<Void> announced(DatabaseClient client, ErasureState state, Instant now) {
		return one(client.sql("UPDATE dossier.erasure SET announced_at = :now" + ONE), state)
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.then();
	}

	/** Writes down what is about to be erased in the vault; a repetition finds less. */
	Mono<Void> found(DatabaseClient client, ErasureState state, VaultErasure.Counts counts) {
		return one(client.sql("UPDATE dossier.erasure SET keys_erased = greatest(keys_erased, :keys),"
				+ " aliases_erased = greatest(aliases_erased, :aliases),"
				+ " material_erased = greatest(material_erased, :material)" + ONE), state)
			.bind("keys", counts.keys())
			.bind("aliases", counts.aliases())
			.bind("material", counts.material())
			.then();
	}

	Mono<Void> vaultDone(DatabaseClient client, ErasureState state, Instant now) {
		return one(client.sql("UPDATE dossier.erasure SET done_at = coalesce(done_at, :now)" + ONE), state)
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.then();
	}

	Mono<Void> receipt(DatabaseClient client, ErasureState state, Instant horizon, Instant now) {
		return one(client.sql("UPDATE dossier.erasure SET receipt_at = :now, horizon = :horizon" + ONE), state)
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.bind("horizon", horizon.atOffset(ZoneOffset.UTC))
			.then();
	}

	/**
	 * Keeps what a place answered; the answer of a repetition, which finds less, does not
	 * replace it.
	 */
	Mono<Void> answered(DatabaseClient client, Erasure done) {
		return client
			.sql("INSERT INTO dossier.erasure_place AS p (organisation_id, integration_id, alias, place, count, done_at)"
					+ " VALUES (:organisation, :integration, :alias, :place, :count, :at)"
					+ " ON CONFLICT (organisation_id, alias, place) DO UPDATE SET count = greatest(p.count, excluded.count)")
			.bind("organisation", done.getOrganisationId())
			.bind("integration", done.getIntegrationId())
			.bind("alias", done.getAlias())
			.bind("place", done.getPlace())
			.bind("count", done.getCount())
			.bind("at", done.getAt().atOffset(ZoneOffset.UTC))
			.then();
	}

	Flux<ErasureState.Answer> answers(DatabaseClient client, String organisationId, String alias) {
		return client.sql("SELECT place, count, done_at FROM dossier.erasure_place" + ONE + " ORDER BY place")
			.bind("organisation", organisationId)
			.bind("alias", alias)
			.map((row) -> new ErasureState.Answer(Columns.text(row, "place"), Columns.number(row, "count"),
					Columns.time(row, "done_at")))
			.all();
	}

	/** How many erasures have no receipt, and for how long the oldest of them. */
	Mono<Unfinished> unfinished(DatabaseClient client, Instant now) {
		return client
			.sql("SELECT count(*)::int AS erasures, coalesce(min(asked_at), :now) AS oldest FROM dossier.erasure"
					+ " WHERE receipt_at IS NULL")
			.bind("now", now.atOffset(ZoneOffset.UTC))
			.map((row) -> new Unfinished(Columns.number(row, "erasures"),
					Duration.between(Columns.time(row, "oldest"), now)))
			.one();
	}

	private static GenericExecuteSpec one(GenericExecuteSpec spec, ErasureState state) {
		return spec.bind("organisation", state.organisationId()).bind("alias", state.alias());
	}

	private static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable Instant time) {
		return (time != null) ? spec.bind(name, time.atOffset(ZoneOffset.UTC))
				: spec.bindNull(name, OffsetDateTime.class);
	}

	private static ErasureState state(Readable row) {
		return new ErasureState(Columns.text(row, "organisation_id"), Columns.text(row, "integration_id"),
				Columns.text(row, "alias"), Columns.text(row, "digest"), Columns.texts(row, "person_digests"),
				Columns.texts(row, "application_digests"), Columns.text(row, "origin"), Columns.text(row, "reason"),
				row.get("asked_by", String.class), Columns.time(row, "asked_at"),
				Columns.optionalTime(row, "announced_at"), Columns.optionalTime(row, "done_at"),
				Columns.optionalTime(row, "receipt_at"), Columns.optionalTime(row, "horizon"),
				Columns.number(row, "keys_erased"), Columns.number(row, "aliases_erased"),
				Columns.number(row, "material_erased"), java.util.List.of());
	}

	/**
	 * Erasures without a receipt.
	 *
	 * @param erasures how many
	 * @param oldest for how long the oldest has been waiting
	 */
	record Unfinished(int erasures, Duration oldest) {

	}

}
