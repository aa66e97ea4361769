package io.claraconnect.kit.ats;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.kit.seal.Sealer;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code platform.credentials}: sealed credentials of every connection, bound
 * to organisation and integration by the seal. Written by config-service; the others
 * read, and ask for renewal.
 */
public final class CredentialStore {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Sealer sealer;

	public CredentialStore(Sealer sealer) {
		this.sealer = sealer;
	}

	/** The stored credentials of a connection; empty when it has none. */
	public Mono<Stored> find(DatabaseClient client, String organisationId, String integrationId) {
		return client.sql("SELECT organisation_id, integration_id, revision, sealed, expires_at, renew_requested, state"
				+ " FROM platform.credentials WHERE organisation_id = :organisation AND integration_id = :integration")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.map(this::stored)
			.one();
	}

	/** As {@link #find}, with the row locked until the transaction ends. */
	public Mono<Stored> lock(DatabaseClient client, String organisationId, String integrationId) {
		return client.sql("SELECT organisation_id, integration_id, revision, sealed, expires_at, renew_requested, state"
				+ " FROM platform.credentials WHERE organisation_id = :organisation AND integration_id = :integration"
				+ " FOR UPDATE")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.map(this::stored)
			.one();
	}

	/**
	 * Stores credentials as valid under the next revision.
	 * @return the new revision
	 */
	public Mono<Long> save(DatabaseClient client, String organisationId, String integrationId,
			Credentials credentials) {
		Map<String, String> values = credentials.values()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().reveal(), (a, b) -> b,
					TreeMap::new));
		byte[] sealed = this.sealer.seal(JSON.writeValueAsString(values).getBytes(StandardCharsets.UTF_8),
				place(organisationId, integrationId));
		Instant expiresAt = credentials.expiresAt();
		DatabaseClient.GenericExecuteSpec insert = client
			.sql("INSERT INTO platform.credentials AS c (organisation_id, integration_id, revision, sealed, expires_at,"
					+ " state, updated_at) VALUES (:organisation, :integration, 1, :sealed, :expires, 'VALID', now())"
					+ " ON CONFLICT (organisation_id, integration_id) DO UPDATE SET revision = c.revision + 1,"
					+ " sealed = excluded.sealed, expires_at = excluded.expires_at, state = 'VALID', updated_at = now()"
					+ " RETURNING revision")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("sealed", sealed);
		insert = (expiresAt != null) ? insert.bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
				: insert.bindNull("expires", OffsetDateTime.class);
		return insert.map((row) -> longOf(row, "revision")).one();
	}

	/**
	 * Marks credentials as no longer accepted by the vendor, if they still have that
	 * revision.
	 */
	public Mono<Boolean> reject(DatabaseClient client, String organisationId, String integrationId, long revision) {
		return client.sql("UPDATE platform.credentials SET state = 'REAUTHORISE', updated_at = now()"
				+ " WHERE organisation_id = :organisation AND integration_id = :integration AND revision = :revision")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("revision", revision)
			.fetch()
			.rowsUpdated()
			.map((count) -> count > 0);
	}

	/** Removes the credentials of a connection. */
	public Mono<Void> delete(DatabaseClient client, String organisationId, String integrationId) {
		return client.sql(
				"DELETE FROM platform.credentials WHERE organisation_id = :organisation AND integration_id = :integration")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.then();
	}

	/** Asks config-service to renew credentials that the vendor refused. */
	public Mono<Void> requestRenewal(DatabaseClient client, String organisationId, String integrationId, long refused) {
		return client.sql("UPDATE platform.credentials SET renew_requested = greatest(renew_requested, :revision)"
				+ " WHERE organisation_id = :organisation AND integration_id = :integration AND revision = :revision")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("revision", refused)
			.then();
	}

	/**
	 * Connections whose credentials die before the given time, or that somebody asked to
	 * renew.
	 */
	public Flux<Due> due(DatabaseClient client, Instant before) {
		return client
			.sql("SELECT organisation_id, integration_id FROM platform.credentials WHERE state = 'VALID'"
					+ " AND (expires_at <= :before OR renew_requested >= revision)")
			.bind("before", before.atOffset(ZoneOffset.UTC))
			.map((row) -> new Due(text(row, "organisation_id"), text(row, "integration_id")))
			.all();
	}

	private Stored stored(Readable row) {
		String organisationId = text(row, "organisation_id");
		String integrationId = text(row, "integration_id");
		byte[] sealed = row.get("sealed", byte[].class);
		OffsetDateTime expiresAt = row.get("expires_at", OffsetDateTime.class);
		byte[] plain = this.sealer.open((sealed != null) ? sealed : new byte[0], place(organisationId, integrationId));
		Map<String, String> values = JSON.readValue(plain, new TypeReference<Map<String, String>>() {
		});
		Map<String, Secret> secrets = values.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> Secret.of(entry.getValue())));
		return new Stored(
				new Credentials(secrets, (expiresAt != null) ? expiresAt.toInstant() : null, longOf(row, "revision")),
				"VALID".equals(text(row, "state")), longOf(row, "renew_requested"));
	}

	private static String place(String organisationId, String integrationId) {
		return organisationId + "|" + integrationId + "|credentials";
	}

	private static String text(Readable row, String column) {
		@Nullable String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

	private static long longOf(Readable row, String column) {
		Long value = row.get(column, Long.class);
		return (value != null) ? value : 0;
	}

	/**
	 * Stored credentials.
	 *
	 * @param credentials the credentials with their revision
	 * @param valid false when the vendor no longer accepts them and a person must connect
	 * again
	 * @param renewRequested the highest revision that somebody asked to renew
	 */
	public record Stored(Credentials credentials, boolean valid, long renewRequested) {

	}

	/**
	 * Credentials to renew.
	 *
	 * @param organisationId the organisation
	 * @param integrationId the connection
	 */
	public record Due(String organisationId, String integrationId) {

	}

}
