package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.claraconnect.dossier.migrate.ServiceRole;
import io.claraconnect.kit.ids.IdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("The vault")
class VaultIT {

	private final TestVault sync = TestVault.as(ServiceRole.SYNC);

	private final TestVault scoring = TestVault.as(ServiceRole.SCORING);

	private final String organisation = "org-" + IdGenerator.secure().next();

	private final Subject person = new Subject(this.organisation, "int-1", "candidate-1");

	@Test
	void gives_back_what_was_put() {
		StoredMaterial stored = put(MaterialKind.PERSON, "", "Ada Quill");
		assertThat(stored.ref()).startsWith("m:");
		assertThat(get(this.scoring, stored.ref())).isInstanceOfSatisfying(MaterialRead.Found.class, (found) -> {
			assertThat(found.material().text()).isEqualTo("Ada Quill");
			assertThat(found.material().createdAt()).isEqualTo(TestVault.NOW);
			assertThat(found.toString()).doesNotContain("Ada");
		});
	}

	@Test
	void keeps_no_second_version_of_the_same_content() {
		StoredMaterial first = put(MaterialKind.ANSWERS, "app-1", "yes");
		StoredMaterial again = put(MaterialKind.ANSWERS, "app-1", "yes");
		StoredMaterial other = put(MaterialKind.ANSWERS, "app-1", "no");
		StoredMaterial elsewhere = put(MaterialKind.ANSWERS, "app-2", "yes");
		assertThat(again).isEqualTo(new StoredMaterial(first.ref(), 1, first.digest(), false));
		assertThat(other.version()).isEqualTo(2);
		assertThat(elsewhere.ref()).isNotEqualTo(first.ref());
	}

	@Test
	void stores_nothing_readable() {
		StoredMaterial stored = put(MaterialKind.PERSON, "", "Ada Quill");
		byte[] sealed = this.sync.database
			.inOrganisation(this.organisation,
					(client) -> client.sql("SELECT sealed FROM dossier.material WHERE ref = :ref")
						.bind("ref", stored.ref())
						.map((row) -> row.get("sealed", byte[].class))
						.one())
			.block();
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Ada");
	}

	@Test
	void opens_a_dossier_with_what_was_made_from_it_since() {
		StoredMaterial file = put(MaterialKind.RESUME_FILE, "app-1", "%PDF bytes");
		StoredMaterial person = put(MaterialKind.PERSON, "", "Ada Quill");
		String reference = compose(List.of(file.ref(), person.ref()));
		this.scoring.database.inOrganisation(this.organisation,
				(client) -> this.scoring.vault.put(client, this.person, NewMaterial.derived(MaterialKind.RESUME_TEXT,
						"app-1", bytes("Ten years of Java"), "text/plain", file.ref(), "reader-1")))
			.block();
		assertThat(open(reference)).isInstanceOfSatisfying(DossierRead.Opened.class, (opened) -> {
			assertThat(opened.applicationId()).isEqualTo("app-1");
			assertThat(opened.pieces()).extracting(Material::kind)
				.containsExactlyInAnyOrder(MaterialKind.RESUME_FILE, MaterialKind.PERSON, MaterialKind.RESUME_TEXT);
			assertThat(opened.newest(MaterialKind.RESUME_TEXT)).get()
				.extracting(Material::text)
				.isEqualTo("Ten years of Java");
		});
	}

	@Test
	void names_the_same_pieces_by_the_same_dossier_reference() {
		StoredMaterial first = put(MaterialKind.ANSWERS, "app-1", "yes");
		String reference = compose(List.of(first.ref()));
		assertThat(compose(List.of(first.ref()))).isEqualTo(reference);
		StoredMaterial second = put(MaterialKind.ANSWERS, "app-1", "no");
		String next = compose(List.of(second.ref()));
		assertThat(next).isNotEqualTo(reference);
		assertThat(open(reference)).isInstanceOfSatisfying(DossierRead.Opened.class,
				(opened) -> assertThat(opened.pieces()).extracting(Material::ref).containsExactly(first.ref()));
		assertThat(compose(List.of(first.ref()))).as("back to the first content").isNotIn(reference, next);
	}

	@Test
	void undoes_what_was_put_with_the_callers_transaction() {
		assertThatThrownBy(() -> this.sync.database
			.inOrganisation(this.organisation,
					(client) -> this.sync.vault
						.put(client, this.person,
								NewMaterial.original(MaterialKind.PERSON, "", bytes("Ada Quill"), "text/plain"))
						.then(reactor.core.publisher.Mono.error(new IllegalStateException("caller fails"))))
			.block()).hasMessage("caller fails");
		assertThat(count(this.sync, "dossier.material")).isZero();
	}

	@Test
	void keeps_job_texts_by_content() {
		String first = jobText("<p>Builds bridges</p>");
		assertThat(jobText("<p>Builds bridges</p>")).isEqualTo(first);
		assertThat(jobText("<p>Builds tunnels</p>")).isNotEqualTo(first);
		assertThat(this.scoring.database
			.inOrganisation(this.organisation, (client) -> this.scoring.jobTexts.get(client, this.organisation, first))
			.block()).isEqualTo("<p>Builds bridges</p>");
	}

	@Test
	void gives_an_application_one_alias() {
		put(MaterialKind.PERSON, "", "Ada Quill");
		String alias = alias(this.scoring, "app-1");
		assertThat(alias(TestVault.as(ServiceRole.CONFIG), "app-1")).isEqualTo(alias);
		assertThat(alias(this.scoring, "app-2")).isNotEqualTo(alias);
	}

	private String alias(TestVault vault, String application) {
		return vault.database
			.inOrganisation(this.organisation,
					(client) -> vault.aliases.ofApplication(client, this.person, application))
			.block();
	}

	private String jobText(String text) {
		return this.sync.database
			.inOrganisation(this.organisation,
					(client) -> this.sync.jobTexts.put(client, this.organisation, "int-1", "job-1", text))
			.block();
	}

	private StoredMaterial put(MaterialKind kind, String application, String content) {
		return this.sync.database
			.inOrganisation(this.organisation,
					(client) -> this.sync.vault.put(client, this.person,
							NewMaterial.original(kind, application, bytes(content), "text/plain")))
			.block();
	}

	private String compose(List<String> refs) {
		return this.sync.database
			.inOrganisation(this.organisation, (client) -> this.sync.vault.compose(client, this.person, "app-1", refs))
			.block();
	}

	private MaterialRead get(TestVault vault, String ref) {
		return vault.database
			.inOrganisation(this.organisation, (client) -> vault.vault.get(client, this.organisation, ref))
			.block();
	}

	private DossierRead open(String reference) {
		return this.scoring.database
			.inOrganisation(this.organisation,
					(client) -> this.scoring.vault.openMaterial(client, this.organisation, reference))
			.block();
	}

	private long count(TestVault vault, String table) {
		return vault.database
			.inOrganisation(this.organisation,
					(client) -> client.sql("SELECT count(*) AS rows FROM " + table)
						.map((row) -> row.get("rows", Long.class))
						.one())
			.block();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
