package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import io.claraconnect.dossier.migrate.ServiceRole;
import io.claraconnect.kit.ids.IdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("An erased person")
class ErasureIT {

	private final TestVault sync = TestVault.as(ServiceRole.SYNC);

	private final TestVault config = TestVault.as(ServiceRole.CONFIG);

	private final String organisation = "org-" + IdGenerator.secure().next();

	private final Subject person = subject("candidate-1");

	@Test
	void cannot_be_read_any_more() {
		StoredMaterial stored = put(this.person, "Ada Quill").block();
		String dossier = compose(stored);
		alias();
		assertThat(this.config.erase(this.person)).isEqualTo(new VaultErasure.Counts(1, 1, 1));
		assertThat(get(stored.ref())).isInstanceOf(MaterialRead.Erased.class);
		assertThat(open(dossier)).isInstanceOf(DossierRead.Erased.class);
		assertThat(this.config.erase(this.person)).isEqualTo(new VaultErasure.Counts(0, 0, 0));
	}

	@Test
	void does_not_come_back() {
		put(this.person, "Ada Quill").block();
		this.config.erase(this.person);
		assertThatThrownBy(() -> put(this.person, "Ada Quill").block()).isInstanceOf(Suppressed.class);
		assertThatThrownBy(this::alias).isInstanceOf(Suppressed.class);
		assertThatThrownBy(() -> TestVault.as(ServiceRole.WRITEBACK).database
			.inOrganisation(this.organisation,
					(client) -> TestVault.as(ServiceRole.WRITEBACK).suppression.check(client, this.person)
						.thenReturn(true))
			.block()).isInstanceOf(Suppressed.class);
		assertThat(this.sync.keys.find(this.person).block()).isNull();
	}

	@Test
	void is_found_under_every_id_of_a_chain_of_merges_and_nobody_else_is() {
		merged("candidate-2", "candidate-1");
		merged("candidate-3", "candidate-2");
		merged("candidate-8", "candidate-9");
		assertThat(group("candidate-1")).containsExactly("candidate-1", "candidate-2", "candidate-3");
		assertThat(group("candidate-3")).isEqualTo(group("candidate-1"));
		assertThat(group("candidate-5")).containsExactly("candidate-5");
	}

	@Test
	void takes_merged_ids_along_and_nobody_else() {
		StoredMaterial other = put(subject("candidate-2"), "Bo Finch").block();
		StoredMaterial merged = put(subject("candidate-0"), "Ada Q.").block();
		put(this.person, "Ada Quill").block();
		merged("candidate-1", "candidate-0");
		assertThat(this.config.erase(this.person, subject("candidate-0")).material()).isEqualTo(2);
		assertThat(get(merged.ref())).isInstanceOf(MaterialRead.Erased.class);
		assertThat(get(other.ref())).isInstanceOf(MaterialRead.Found.class);
		assertThatThrownBy(() -> put(subject("candidate-0"), "Ada Q.").block()).isInstanceOf(Suppressed.class);
		assertThat(group("candidate-1")).as("the merge is forgotten too").containsExactly("candidate-1");
	}

	@Test
	void leaves_no_sealed_row_where_a_restored_database_has_rows_whose_key_is_gone() {
		StoredMaterial stored = put(this.person, "Ada Quill").block();
		compose(stored);
		StoredMaterial other = put(subject("candidate-2"), "Bo Finch").block();
		this.config.keys.delete(this.person).block();
		String application = this.config.suppression.applicationDigest(this.person, "app-1");
		VaultErasure.Counts counts = this.config.erasure
			.destroy(
					this.config.suppression.erased(this.organisation, "int-1",
							Set.of(this.config.suppression.digest(this.person)), Set.of(application)),
					(client, found) -> Mono.empty())
			.block();
		assertThat(counts).isEqualTo(new VaultErasure.Counts(0, 0, 1));
		assertThat(get(other.ref())).isInstanceOf(MaterialRead.Found.class);
	}

	@Test
	void is_not_touched_by_a_process_that_does_not_know_yet_who_was_erased() {
		ErasureGate gate = ErasureGate.shut();
		Suppression unaware = new Suppression(TestVault.FINGERPRINTS, Clock.systemUTC(), gate);
		Vault vault = new Vault(this.sync.keys, unaware, IdGenerator.secure(), Clock.systemUTC());
		StoredMaterial stored = put(this.person, "Ada Quill").block();
		Mono<MaterialRead> read = this.sync.database.inOrganisation(this.organisation,
				(client) -> vault.get(client, this.organisation, stored.ref()));
		Mono<StoredMaterial> write = this.sync.database.inOrganisation(this.organisation,
				(client) -> vault.put(client, this.person, NewMaterial.original(MaterialKind.PERSON, "app-1",
						"Ada".getBytes(StandardCharsets.UTF_8), "text/plain")));
		assertThatThrownBy(read::block).isInstanceOf(ErasuresNotReplayed.class);
		assertThatThrownBy(write::block).isInstanceOf(ErasuresNotReplayed.class);
		gate.open();
		assertThat(read.block()).isInstanceOf(MaterialRead.Found.class);
		assertThat(write.block().changed()).isTrue();
	}

	@Test
	void is_gone_however_the_erasure_meets_writes_that_run() {
		for (int round = 0; round < 10; round++) {
			Subject one = subject("candidate-" + round);
			Flux<StoredMaterial> writes = Flux.range(0, 12)
				.flatMap((n) -> put(one, "text " + n).onErrorResume(Suppressed.class, (ex) -> Mono.empty())
					.subscribeOn(Schedulers.parallel()));
			Mono<VaultErasure.Counts> erasure = Mono.fromCallable(() -> this.config.erase(one))
				.subscribeOn(Schedulers.boundedElastic());
			List<StoredMaterial> stored = Mono.zip(writes.collectList(), erasure).block().getT1();
			assertThat(stored)
				.allSatisfy((material) -> assertThat(get(material.ref())).isInstanceOf(MaterialRead.Erased.class));
			assertThat(this.sync.keys.find(one).block()).isNull();
		}
		assertThat(this.sync.database
			.inOrganisation(this.organisation,
					(client) -> client.sql("SELECT count(*) AS rows FROM dossier.material")
						.map((row) -> row.get("rows", Long.class))
						.one())
			.block()).isZero();
	}

	private void merged(String into, String id) {
		this.sync.database
			.inOrganisation(this.organisation,
					(client) -> this.sync.merged.merged(client, subject(into), id).thenReturn(true))
			.block();
	}

	private List<String> group(String id) {
		return this.config.database
			.inOrganisation(this.organisation, (client) -> this.config.merged.group(client, subject(id)))
			.block();
	}

	private Subject subject(String candidate) {
		return new Subject(this.organisation, "int-1", candidate);
	}

	private Mono<StoredMaterial> put(Subject subject, String content) {
		return this.sync.database.inOrganisation(this.organisation,
				(client) -> this.sync.vault.put(client, subject,
						NewMaterial.original(MaterialKind.PERSON, subject.candidateId().replace("candidate", "app"),
								content.getBytes(StandardCharsets.UTF_8), "text/plain")));
	}

	private String compose(StoredMaterial stored) {
		return this.sync.database
			.inOrganisation(this.organisation,
					(client) -> this.sync.vault.compose(client, this.person, "app-1", List.of(stored.ref())))
			.block();
	}

	private String alias() {
		return this.config.database
			.inOrganisation(this.organisation,
					(client) -> this.config.aliases.ofApplication(client, this.person, "app-1"))
			.block();
	}

	private MaterialRead get(String ref) {
		return this.config.database
			.inOrganisation(this.organisation, (client) -> this.config.vault.get(client, this.organisation, ref))
			.block();
	}

	private DossierRead open(String reference) {
		return this.config.database
			.inOrganisation(this.organisation,
					(client) -> this.config.vault.openMaterial(client, this.organisation, reference))
			.block();
	}

}
