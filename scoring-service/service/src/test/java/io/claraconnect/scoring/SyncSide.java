package io.claraconnect.scoring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.claraconnect.dossier.Suppression;
import io.claraconnect.dossier.JobTexts;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.JobState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.Topics;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Does what sync-worker does before scoring: fills the vault with its own database role
 * and tells of it.
 */
final class SyncSide implements AutoCloseable {

	static final String ORGANISATION = "acme";

	static final String INTEGRATION = "conn1";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ConfigurableApplicationContext context;

	SyncSide(Map<String, Object> properties) {
		this.context = new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.run(Stream
				.concat(Stream.of("--spring.config.name=sync-side"),
						properties.entrySet()
							.stream()
							.map((property) -> "--" + property.getKey() + "=" + property.getValue()))
				.toArray(String[]::new));
	}

	void job(String jobId, String html, long revision) {
		String ref = database()
			.inOrganisation(ORGANISATION,
					(client) -> this.context.getBean(JobTexts.class)
						.put(client, ORGANISATION, INTEGRATION, jobId, html))
			.block(PATIENCE);
		publish(Topics.JOBS, jobId,
				JobSnapshot.newBuilder()
					.setOrganisationId(ORGANISATION)
					.setIntegrationId(INTEGRATION)
					.setAts("any")
					.setJobId(jobId)
					.setTitle("Data Engineer")
					.setState(JobState.OPEN)
					.setStages(List.of())
					.setTextRef(ref)
					.setRevision(revision)
					.setFetchedAt(Instant.parse("2026-11-20T10:00:00Z"))
					.build());
	}

	String material(String candidateId, String applicationId, byte[] resume, String contentType) {
		Subject subject = new Subject(ORGANISATION, INTEGRATION, candidateId);
		Vault vault = this.context.getBean(Vault.class);
		return database()
			.inOrganisation(ORGANISATION,
					(client) -> vault
						.put(client, subject,
								NewMaterial.original(MaterialKind.PERSON, "",
										"""
												{"givenName":"Ilse","familyName":"Quandt","emails":["ilse@quandt.example"],"phones":[],"links":[],
												"locations":[],"headline":""}"""
											.getBytes(StandardCharsets.UTF_8),
										"application/json"))
						.flatMap(
								(person) -> vault
									.put(client, subject,
											NewMaterial.original(MaterialKind.RESUME_FILE, applicationId, resume,
													contentType))
									.flatMap((file) -> vault.compose(client, subject, applicationId,
											new ArrayList<>(List.of(person.ref(), file.ref()))))))
			.block(PATIENCE);
	}

	void application(String candidateId, String applicationId, String jobId, MaterialState material, String dossierRef,
			long revision) {
		publish(Topics.APPLICATIONS, applicationId,
				ApplicationSnapshot.newBuilder()
					.setOrganisationId(ORGANISATION)
					.setIntegrationId(INTEGRATION)
					.setAts("any")
					.setApplicationId(applicationId)
					.setCandidateId(candidateId)
					.setJobId(jobId)
					.setState(ApplicationState.ACTIVE)
					.setAppliedAt(Instant.parse("2026-11-19T08:00:00Z"))
					.setOrigin(SnapshotOrigin.LIVE)
					.setMaterial(material)
					.setDossierRef(dossierRef)
					.setRevision(revision)
					.setFetchedAt(Instant.parse("2026-11-20T10:00:00Z"))
					.build());
	}

	void erase(String candidateId) {
		Suppression suppression = this.context.getBean(Suppression.class);
		database()
			.inOrganisation(ORGANISATION,
					(client) -> suppression.add(client, new Subject(ORGANISATION, INTEGRATION, candidateId), "asked")
						.thenReturn(true))
			.block(PATIENCE);
	}

	/** What config-service tells every place once somebody is to be erased. */
	void askedToErase(String candidateId, List<String> applicationIds) {
		erase(candidateId);
		Suppression suppression = this.context.getBean(Suppression.class);
		applicationIds.forEach(
				(id) -> database()
					.inOrganisation(ORGANISATION,
							(client) -> suppression.addApplication(client, ORGANISATION, INTEGRATION, id, "asked")
								.thenReturn(true))
					.block(PATIENCE));
		this.context.getBean(EventPublisher.class)
			.publish(Topics.ERASURES, EventKey.ofAlias(ORGANISATION, "alias-of-" + candidateId),
					Erasure.newBuilder()
						.setOrganisationId(ORGANISATION)
						.setIntegrationId(INTEGRATION)
						.setAlias("alias-of-" + candidateId)
						.setSuppressionDigest(digest("suppression", candidateId))
						.setApplicationDigests(
								applicationIds.stream().map((id) -> digest("suppression-application", id)).toList())
						.setStep("ASKED")
						.setAt(Instant.parse("2026-11-20T12:00:00Z"))
						.build(),
					Cause.fresh())
			.block(PATIENCE);
	}

	private String digest(String purpose, String id) {
		return HexFormat.of()
			.formatHex(this.context.getBean(Digests.class).hmac(purpose, ORGANISATION, INTEGRATION, id));
	}

	private void publish(String topic, String subject, org.apache.avro.specific.SpecificRecord record) {
		this.context.getBean(EventPublisher.class)
			.publish(topic, EventKey.of(ORGANISATION, INTEGRATION, subject), record, Cause.fresh())
			.block(PATIENCE);
	}

	private Database database() {
		return this.context.getBean(Database.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
