package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.claraconnect.dossier.migrate.ServiceRole;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Database rights")
class RightsIT {

	private final TestVault sync = TestVault.as(ServiceRole.SYNC);

	private final String organisation = "org-" + IdGenerator.secure().next();

	@Test
	void show_nothing_without_an_organisation_and_nothing_of_another() {
		put(MaterialKind.PERSON);
		assertThat(materials(this.sync.database, this.organisation)).isOne();
		assertThat(materials(this.sync.database, "org-other")).isZero();
		assertThat(materials(this.sync.database, "")).isZero();
		assertThat(keys("org-other")).isZero();
		assertThat(keys(this.organisation)).isOne();
		assertThat(materials(this.sync.database, "*")).isPositive();
	}

	@Test
	void refuse_rows_of_another_organisation() {
		Subject elsewhere = new Subject("org-elsewhere", "int-1", "candidate-1");
		assertThatThrownBy(
				() -> this.sync.database
					.inOrganisation(this.organisation,
							(client) -> this.sync.vault.put(client, elsewhere,
									NewMaterial.original(MaterialKind.PERSON, "", new byte[] { 1 }, "text/plain")))
					.block())
			.hasStackTraceContaining("row-level security");
	}

	@ParameterizedTest(name = "{0} may not: {1}")
	@CsvSource(delimiter = ';', value = { "SCORING; SELECT 1 FROM platform.credentials",
			"SCORING; SELECT 1 FROM platform.rate_budget", "SCORING; DELETE FROM dossier.material",
			"SCORING; INSERT INTO dossier.suppression VALUES ('o', 'i', 'd', 'r', now())",
			"WRITEBACK; SELECT 1 FROM dossier.manifest", "WRITEBACK; DELETE FROM dossier.material",
			"WRITEBACK; SELECT 1 FROM dossier.job_text", "WRITEBACK; UPDATE platform.credentials SET sealed = ''",
			"WRITEBACK; DELETE FROM dossier.suppression", "SYNC; UPDATE platform.credentials SET sealed = ''",
			"SYNC; DELETE FROM dossier.suppression", "SYNC; UPDATE dossier.material SET kind = 'PERSON'",
			"SYNC; INSERT INTO platform.credentials VALUES ('o', 'i', 1, '', null, 0, '', now())",
			"CONFIG; DELETE FROM dossier.suppression", "CONFIG; UPDATE dossier.material SET kind = 'PERSON'",
			"SYNC; CREATE TABLE sync.mine (id int)", "SYNC; UPDATE sync.flyway_schema_history SET success = true" })
	void forbid(ServiceRole role, String sql) {
		assertThatThrownBy(() -> TestVault.as(role).database
			.inOrganisation(this.organisation, (client) -> client.sql(sql).then().thenReturn(true))
			.block()).hasStackTraceContaining("permission denied");
	}

	@ParameterizedTest(name = "{0} may not use schema {1}")
	@MethodSource("foreignSchemas")
	void keep_services_out_of_each_others_schemas(ServiceRole role, String schema) {
		assertThatThrownBy(() -> TestVault.as(role).database.inOrganisation(this.organisation,
				(client) -> client.sql("SELECT 1 FROM " + schema + ".flyway_schema_history").then().thenReturn(true))
			.block()).hasStackTraceContaining("permission denied");
	}

	static Stream<Arguments> foreignSchemas() {
		return Stream.of(ServiceRole.values())
			.flatMap((role) -> Stream.of(ServiceRole.values())
				.filter((other) -> other != role)
				.map((other) -> Arguments.of(role, other.schema())));
	}

	@ParameterizedTest(name = "{0} reads {1}")
	@CsvSource({ "CONFIG,config", "SYNC,sync", "SCORING,scoring", "WRITEBACK,writeback", "SYNC,platform",
			"SCORING,dossier" })
	void let_a_service_see_which_migrations_were_applied(ServiceRole role, String schema) {
		assertThat(TestVault.as(role).database
			.inOrganisation("*",
					(client) -> client.sql("SELECT count(*) AS rows FROM " + schema + ".flyway_schema_history")
						.map((row) -> row.get("rows", Long.class))
						.one())
			.block()).isNotNull();
	}

	@Test
	void let_writeback_read_explanations_only() {
		put(MaterialKind.PERSON);
		put(MaterialKind.EXPLANATION);
		assertThat(materials(this.sync.database, this.organisation)).isEqualTo(2);
		assertThat(materials(TestVault.as(ServiceRole.WRITEBACK).database, this.organisation)).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "SCORING,PERSON", "SCORING,FREE_TEXT", "CONFIG,PERSON", "CONFIG,EXPLANATION" })
	void let_a_service_write_its_own_kinds_only(ServiceRole role, MaterialKind kind) {
		put(MaterialKind.RESUME_FILE);
		assertThatThrownBy(() -> put(TestVault.as(role), kind)).hasStackTraceContaining("row-level security");
	}

	@ParameterizedTest
	@CsvSource({ "SCORING,RESUME_TEXT", "SCORING,EXPLANATION", "CONFIG,FREE_TEXT" })
	void let_a_service_write_its_own_kinds(ServiceRole role, MaterialKind kind) {
		put(MaterialKind.RESUME_FILE);
		assertThat(put(TestVault.as(role), kind).changed()).isTrue();
	}

	private StoredMaterial put(MaterialKind kind) {
		return put(this.sync, kind);
	}

	private StoredMaterial put(TestVault vault, MaterialKind kind) {
		Subject subject = new Subject(this.organisation, "int-1", "candidate-1");
		return vault.database
			.inOrganisation(this.organisation, (client) -> vault.vault.put(client, subject,
					NewMaterial.original(kind, "app-1", "some text".getBytes(StandardCharsets.UTF_8), "text/plain")))
			.block();
	}

	private static long materials(Database database, String organisation) {
		return count(database, organisation, "dossier.material");
	}

	private long keys(String organisation) {
		return count(this.sync.keysDatabase, organisation, "keys.candidate");
	}

	private static long count(Database database, String organisation, String table) {
		Mono<Long> rows = database.inOrganisation(organisation,
				(client) -> client.sql("SELECT count(*) AS rows FROM " + table)
					.map((row) -> row.get("rows", Long.class))
					.one());
		return rows.block();
	}

}
