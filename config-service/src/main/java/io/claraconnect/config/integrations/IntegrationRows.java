package io.claraconnect.config.integrations;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.config.integrations.StoredIntegration.Account;
import io.claraconnect.config.integrations.StoredIntegration.Rules;
import io.claraconnect.config.integrations.StoredIntegration.State;
import io.claraconnect.config.rows.Columns;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

/** The table {@code config.integration}. */
@Component
final class IntegrationRows {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String ONE = " WHERE organisation_id = :organisation AND integration_id = :integration";

	Mono<Void> insert(DatabaseClient client, StoredIntegration integration, byte[] sealedAddressToken) {
		return bind(client.sql("INSERT INTO config.integration (organisation_id, integration_id, ats, caption, state,"
				+ " settings, account_id, account_name, threshold, write_notes, write_tags, move_stages,"
				+ " writes_per_hour, credential_revision, revision, created_at, updated_at, address_token)"
				+ " VALUES (:organisation, :integration, :ats, :caption, :state, :settings, :account, :accountName,"
				+ " :threshold, :notes, :tags, :moves, :writes, :credentials, :revision, :created, :updated, :token)"),
				integration)
			.bind("ats", integration.ats().value())
			.bind("settings", JSON.writeValueAsString(integration.settings()))
			.bind("created", integration.createdAt().atOffset(ZoneOffset.UTC))
			.bind("token", sealedAddressToken)
			.then();
	}

	Mono<Void> save(DatabaseClient client, StoredIntegration integration) {
		return bind(client.sql("UPDATE config.integration SET caption = :caption, state = :state,"
				+ " account_id = :account, account_name = :accountName, threshold = :threshold, write_notes = :notes,"
				+ " write_tags = :tags, move_stages = :moves, writes_per_hour = :writes,"
				+ " credential_revision = :credentials, revision = :revision, updated_at = :updated" + ONE),
				integration)
			.then();
	}

	Mono<StoredIntegration> find(DatabaseClient client, String organisationId, String integrationId) {
		return one(client, organisationId, integrationId, "");
	}

	Mono<StoredIntegration> lock(DatabaseClient client, String organisationId, String integrationId) {
		return one(client, organisationId, integrationId, " FOR UPDATE");
	}

	Flux<StoredIntegration> list(DatabaseClient client, String organisationId) {
		return client
			.sql("SELECT * FROM config.integration WHERE organisation_id = :organisation AND state <> 'DISCONNECTED'"
					+ " ORDER BY created_at, integration_id LIMIT 1000")
			.bind("organisation", organisationId)
			.map((row) -> integration(row))
			.all();
	}

	private static Mono<StoredIntegration> one(DatabaseClient client, String organisationId, String integrationId,
			String lock) {
		return client.sql("SELECT * FROM config.integration" + ONE + lock)
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.map((row) -> integration(row))
			.one();
	}

	private static GenericExecuteSpec bind(GenericExecuteSpec spec, StoredIntegration integration) {
		Rules rules = integration.rules();
		GenericExecuteSpec bound = spec.bind("organisation", integration.organisationId())
			.bind("integration", integration.integrationId())
			.bind("caption", integration.caption())
			.bind("state", integration.state().name())
			.bind("threshold", rules.threshold())
			.bind("notes", rules.writeNotes())
			.bind("tags", rules.writeTags())
			.bind("moves", rules.moveStages())
			.bind("writes", rules.writesPerHour())
			.bind("credentials", integration.credentialRevision())
			.bind("revision", integration.revision())
			.bind("updated", integration.updatedAt().atOffset(ZoneOffset.UTC));
		bound = Columns.bind(bound, "account", integration.account().id());
		return Columns.bind(bound, "accountName", integration.account().name());
	}

	private static StoredIntegration integration(Readable row) {
		Map<String, String> settings = JSON.readValue(Columns.text(row, "settings"),
				new TypeReference<Map<String, String>>() {
				});
		Rules rules = new Rules((int) Columns.number(row, "threshold"), Columns.flag(row, "write_notes"),
				Columns.flag(row, "write_tags"), Columns.flag(row, "move_stages"),
				(int) Columns.number(row, "writes_per_hour"));
		Instant createdAt = Columns.requiredTime(row, "created_at");
		return new StoredIntegration(Columns.text(row, "organisation_id"), Columns.text(row, "integration_id"),
				new AtsId(Columns.text(row, "ats")), Columns.text(row, "caption"),
				State.valueOf(Columns.text(row, "state")), settings,
				new Account(row.get("account_id", String.class), row.get("account_name", String.class)), rules,
				Columns.number(row, "credential_revision"), Columns.number(row, "revision"), createdAt,
				Columns.requiredTime(row, "updated_at"));
	}

}
