package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.claraconnect.dossier.migrate.ServiceRole;
import io.claraconnect.kit.ids.IdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Discarded material")
class DiscardingIT {

	private final TestVault sync = TestVault.as(ServiceRole.SYNC);

	private final TestVault scoring = TestVault.as(ServiceRole.SCORING);

	private final String organisation = "org-" + IdGenerator.secure().next();

	private final Subject person = new Subject(this.organisation, "int-1", "candidate-1");

	@Test
	@DisplayName("is gone with what was made of it, and the other application of the person stays whole")
	void one_of_two() {
		StoredMaterial resume = put(this.sync, MaterialKind.RESUME_FILE, "app-1");
		StoredMaterial words = put(this.scoring, MaterialKind.EXPLANATION, "app-1");
		StoredMaterial other = put(this.sync, MaterialKind.RESUME_FILE, "app-2");
		String dossier = compose(resume, "app-1");
		String otherDossier = compose(other, "app-2");
		String otherAlias = alias("app-2");
		String alias = alias("app-1");
		assertThat(this.sync.discarding.discard(this.person, "app-1").block()).isEqualTo(2);
		assertThat(get(resume)).isInstanceOf(MaterialRead.Erased.class);
		assertThat(get(words)).isInstanceOf(MaterialRead.Erased.class);
		assertThat(open(dossier)).isInstanceOf(DossierRead.Erased.class);
		assertThat(get(other)).isInstanceOf(MaterialRead.Found.class);
		assertThat(open(otherDossier)).isInstanceOf(DossierRead.Opened.class);
		assertThat(alias("app-2")).isEqualTo(otherAlias);
		assertThat(alias("app-1")).isNotEqualTo(alias);
	}

	@Test
	@DisplayName("takes the person's key along with the last piece, and the person may come back under a new one")
	void the_last() {
		put(this.sync, MaterialKind.RESUME_FILE, "app-1");
		CandidateKey key = this.sync.keys.find(this.person).block();
		assertThat(this.sync.discarding.discard(this.person, "app-1").block()).isOne();
		assertThat(this.sync.keys.find(this.person).block()).isNull();
		assertThat(this.sync.discarding.discard(this.person, "app-1").block()).isZero();
		assertThat(get(put(this.sync, MaterialKind.RESUME_FILE, "app-1"))).isInstanceOf(MaterialRead.Found.class);
		assertThat(this.sync.keys.find(this.person).block().ref()).isNotEqualTo(key.ref());
	}

	private StoredMaterial put(TestVault vault, MaterialKind kind, String applicationId) {
		return vault.database
			.inOrganisation(this.organisation,
					(client) -> vault.vault.put(client, this.person,
							NewMaterial.original(kind, applicationId,
									("text of " + applicationId).getBytes(StandardCharsets.UTF_8), "text/plain")))
			.block();
	}

	private String compose(StoredMaterial stored, String applicationId) {
		return this.sync.database
			.inOrganisation(this.organisation,
					(client) -> this.sync.vault.compose(client, this.person, applicationId, List.of(stored.ref())))
			.block();
	}

	private String alias(String applicationId) {
		return this.scoring.database
			.inOrganisation(this.organisation,
					(client) -> this.scoring.aliases.ofApplication(client, this.person, applicationId))
			.block();
	}

	private MaterialRead get(StoredMaterial stored) {
		return this.sync.database
			.inOrganisation(this.organisation, (client) -> this.sync.vault.get(client, this.organisation, stored.ref()))
			.block();
	}

	private DossierRead open(String reference) {
		return this.sync.database
			.inOrganisation(this.organisation,
					(client) -> this.sync.vault.openMaterial(client, this.organisation, reference))
			.block();
	}

}
