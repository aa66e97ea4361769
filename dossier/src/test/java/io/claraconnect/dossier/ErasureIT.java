package io.claraconnect.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

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
		String alias = alias();
		Receipt receipt = this.config.erasure.erase(this.person, "asked").block();
		assertThat(receipt.keys()).isOne();
		assertThat(receipt.aliases()).isOne();
		assertThat(receipt.material()).isOne();
		assertThat(receipt.doneAt()).isEqualTo(TestVault.NOW);
		assertThat(receipt.horizon()).isEqualTo(TestVault.NOW.plus(Duration.ofDays(30)));
		assertThat(receipt.alias()).isNotEqualTo(alias);
		assertThat(get(stored.ref())).isInstanceOf(MaterialRead.Erased.class);
		assertThat(open(dossier)).isInstanceOf(DossierRead.Erased.class);
	}

	@Test
	void does_not_come_back() {
		put(this.person, "Ada Quill").block();
		this.config.erasure.erase(this.person, "asked").block();
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
	void takes_merged_ids_along_and_nobody_else() {
		StoredMaterial other = put(subject("candidate-2"), "Bo Finch").block();
		StoredMaterial merged = put(subject("candidate-0"), "Ada Q.").block();
		put(this.person, "Ada Quill").block();
		Receipt receipt = this.config.erasure.erase(this.person, List.of("candidate-0"), "asked").block();
		assertThat(receipt.material()).isEqualTo(2);
		assertThat(get(merged.ref())).isInstanceOf(MaterialRead.Erased.class);
		assertThat(get(other.ref())).isInstanceOf(MaterialRead.Found.class);
		assertThatThrownBy(() -> put(subject("candidate-0"), "Ada Q.").block()).isInstanceOf(Suppressed.class);
	}

	@Test
	void has_one_receipt_however_often_erased() {
		put(this.person, "Ada Quill").block();
		Receipt first = this.config.erasure.erase(this.person, "asked").block();
		assertThat(this.config.erasure.erase(this.person, "asked").block()).isEqualTo(first);
	}

	@Test
	void is_gone_however_the_erasure_meets_writes_that_run() {
		for (int round = 0; round < 10; round++) {
			Subject one = subject("candidate-" + round);
			Flux<StoredMaterial> writes = Flux.range(0, 12)
				.flatMap((n) -> put(one, "text " + n).onErrorResume(Suppressed.class, (ex) -> Mono.empty())
					.subscribeOn(Schedulers.parallel()));
			Mono<Receipt> erasure = this.config.erasure.erase(one, "asked").subscribeOn(Schedulers.parallel());
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

	private Subject subject(String candidate) {
		return new Subject(this.organisation, "int-1", candidate);
	}

	private Mono<StoredMaterial> put(Subject subject, String content) {
		return this.sync.database.inOrganisation(this.organisation, (client) -> this.sync.vault.put(client, subject,
				NewMaterial.original(MaterialKind.PERSON, "", content.getBytes(StandardCharsets.UTF_8), "text/plain")));
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
