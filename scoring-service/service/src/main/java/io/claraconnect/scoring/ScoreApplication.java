package io.claraconnect.scoring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

import io.claraconnect.dossier.Aliases;
import io.claraconnect.dossier.DossierRead;
import io.claraconnect.dossier.JobTexts;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppressed;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.ScoreOutcome;
import io.claraconnect.schemas.ScreeningScore;
import io.claraconnect.schemas.Topics;
import io.claraconnect.scoring.ScoreEvents.Scored;
import io.claraconnect.scoring.engine.ScoringEngine;
import io.claraconnect.scoring.engine.ScoringInput;
import io.claraconnect.scoring.engine.ScoringOutcome;
import io.claraconnect.scoring.engine.match.BlindMaterials;
import io.claraconnect.scoring.engine.note.Explanation;
import io.claraconnect.scoring.engine.note.Explanations;
import io.claraconnect.scoring.engine.report.CanonicalReport;
import io.claraconnect.scoring.engine.report.Flag;
import io.claraconnect.scoring.engine.report.ScoreReport;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Scores one application. The score's id is made of its inputs, so a repeated snapshot
 * with the same material costs a look-up and changes nothing. May be repeated.
 */
@Component
final class ScoreApplication {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Database database;

	private final Vault vault;

	private final JobTexts jobTexts;

	private final Aliases aliases;

	private final Suppression suppression;

	private final MaterialReading reading;

	private final ScoringEngine engine;

	private final ScoreRows rows;

	private final Outbox outbox;

	private final Clock clock;

	private final MeterRegistry meters;

	ScoreApplication(Database database, Vault vault, JobTexts jobTexts, Aliases aliases, Suppression suppression,
			MaterialReading reading, ScoringEngine engine, ScoreRows rows, Outbox outbox, Clock clock,
			MeterRegistry meters) {
		this.database = database;
		this.vault = vault;
		this.jobTexts = jobTexts;
		this.aliases = aliases;
		this.suppression = suppression;
		this.reading = reading;
		this.engine = engine;
		this.rows = rows;
		this.outbox = outbox;
		this.clock = clock;
		this.meters = meters;
	}

	/** Scores an application whose material has settled. */
	Mono<Void> score(ApplicationSnapshot application, JobSnapshot job, Cause cause) {
		String textRef = textRef(job);
		LocalDate asOf = LocalDate.ofInstant(application.getAppliedAt(), ZoneOffset.UTC);
		String scoreId = scoreId(application, textRef, asOf);
		return inOrganisation(application, (client) -> this.rows.find(client, application)).map(java.util.Optional::of)
			.defaultIfEmpty(java.util.Optional.empty())
			.filter((current) -> ScoreRows.Current.supersedes(current.orElse(null), scoreId, application.getRevision(),
					job.getRevision()))
			.flatMap((current) -> {
				Scored scored = new Scored(application, job, scoreId,
						current.map(ScoreRows.Current::scoreId).orElse(null), this.engine.modelVersion(), textRef, asOf,
						this.clock.instant());
				return made(scored, cause);
			})
			.onErrorResume(Suppressed.class, (ex) -> Mono.empty());
	}

	/**
	 * A score is of the moment at which it was found, not of that at which it was begun.
	 */
	private Scored done(Scored begun) {
		return begun.at(now());
	}

	private Mono<Void> made(Scored scored, Cause cause) {
		ApplicationSnapshot application = scored.application();
		String dossierRef = application.getDossierRef();
		if (application.getMaterial() == MaterialState.ABSENT || dossierRef == null) {
			return store(done(scored), ScoreOutcome.NO_RESUME, cause);
		}
		return inOrganisation(application,
				(client) -> this.vault.openMaterial(client, application.getOrganisationId(), dossierRef))
			.flatMap((dossier) -> switch (dossier) {
				case DossierRead.Erased erased -> Mono.<Void>empty();
				case DossierRead.Opened opened -> this.reading.read(subject(application), opened)
					.zipWith(jobText(scored))
					.flatMap((read) -> engine(scored, read.getT1(), read.getT2(), cause));
			});
	}

	private Mono<String> jobText(Scored scored) {
		return scored.jobTextRef().isEmpty() ? Mono.just("") : inOrganisation(scored.application(),
				(client) -> this.jobTexts.get(client, scored.application().getOrganisationId(), scored.jobTextRef()))
			.defaultIfEmpty("");
	}

	private Mono<Void> engine(Scored scored, ReadMaterial material, String jobText, Cause cause) {
		String resume = material.resume();
		if (material.unreadable()) {
			return store(done(scored), ScoreOutcome.UNREADABLE, cause);
		}
		ScoringInput input = new ScoringInput(scored.job().getTitle(), jobText, null, resume, material.coverLetter(),
				material.answers(), material.identity(), scored.asOf(), null,
				material.hiddenText() ? Set.of(Flag.HIDDEN_TEXT) : Set.of());
		return Mono
			.fromCallable(
					() -> this.meters.timer("clara.scoring.engine").recordCallable(() -> this.engine.score(input)))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((outcome) -> switch (outcome) {
				case ScoringOutcome.Scored done -> explained(done(scored), material, done.report(), input, cause);
				case ScoringOutcome.NotScored not -> store(done(scored), switch (not.reason()) {
					case NO_RESUME -> ScoreOutcome.NO_RESUME;
					case NO_REQUIREMENTS -> ScoreOutcome.NO_REQUIREMENTS;
				}, cause);
			});
	}

	private Mono<Void> explained(Scored scored, ReadMaterial material, ScoreReport report, ScoringInput input,
			Cause cause) {
		String resume = material.resume();
		Explanation explanation = Explanations.of(report, BlindMaterials.of(input, (resume != null) ? resume : ""));
		byte[] json = JSON.writeValueAsString(explanation).getBytes(StandardCharsets.UTF_8);
		ApplicationSnapshot application = scored.application();
		return inOrganisation(application, (client) -> this.vault
			.put(client, subject(application),
					NewMaterial.original(MaterialKind.EXPLANATION, application.getApplicationId(), json,
							"application/json"))
			.flatMap((stored) -> add(client, scored, ScoreEvents.with(report, material, stored.ref(), scored), cause)
				.thenReturn(true)))
			.then();
	}

	private Mono<Void> store(Scored scored, ScoreOutcome outcome, Cause cause) {
		ApplicationSnapshot application = scored.application();
		ScreeningScore score = ScoreEvents.without(outcome, scored);
		return inOrganisation(application,
				(client) -> this.suppression.check(client, subject(application))
					.then(add(client, scored, score, cause))
					.thenReturn(true))
			.then();
	}

	private Mono<Void> add(DatabaseClient client, Scored scored, ScreeningScore score, Cause cause) {
		ApplicationSnapshot application = scored.application();
		String organisationId = application.getOrganisationId();
		String key = EventKey.of(organisationId, application.getIntegrationId(), application.getApplicationId());
		return this.rows.replace(client, score, scored.job(), scored.now())
			.filter(Boolean::booleanValue)
			.flatMap((newest) -> this.outbox.add(client, organisationId, Topics.SCORES, key, score, cause)
				.then(history(client, score, cause))
				.then(this.outbox.add(client, organisationId, Topics.OUTCOMES,
						EventKey.of(organisationId, application.getIntegrationId(),
								"application:" + application.getApplicationId()),
						ScoreEvents.outcome(application, score.getOutcome().name().toLowerCase(java.util.Locale.ROOT),
								scored.now()),
						cause))
				.doOnSuccess((done) -> this.meters
					.counter("clara.scoring.scores", "outcome",
							score.getOutcome().name().toLowerCase(java.util.Locale.ROOT))
					.increment()));
	}

	/**
	 * A person of whom nothing is in the vault has no alias, and then there is nothing to
	 * keep a history of.
	 */
	private Mono<Void> history(DatabaseClient client, ScreeningScore score, Cause cause) {
		return this.aliases
			.ofApplication(client,
					new Subject(score.getOrganisationId(), score.getIntegrationId(), score.getCandidateId()),
					score.getApplicationId())
			.onErrorResume(Suppressed.class, (ex) -> Mono.empty())
			.flatMap((alias) -> this.outbox.add(client, score.getOrganisationId(), Topics.SCORE_HISTORY,
					EventKey.ofAlias(score.getOrganisationId(), alias), ScoreEvents.forHistory(score, alias), cause));
	}

	private String scoreId(ApplicationSnapshot application, String textRef, LocalDate asOf) {
		return CanonicalReport
			.sha256(String.join("\n", application.getOrganisationId(), application.getIntegrationId(),
					application.getApplicationId(), String.valueOf(application.getDossierRef()),
					application.getMaterial().name(), textRef, this.engine.modelVersion(), asOf.toString()))
			.substring(0, 32);
	}

	private static Subject subject(ApplicationSnapshot application) {
		return new Subject(application.getOrganisationId(), application.getIntegrationId(),
				application.getCandidateId());
	}

	private <T> Mono<T> inOrganisation(ApplicationSnapshot application,
			java.util.function.Function<DatabaseClient, Mono<T>> work) {
		return this.database.inOrganisation(application.getOrganisationId(), work);
	}

	/** Where the text of a job is; empty when it has none. */
	static String textRef(JobSnapshot job) {
		String ref = job.getTextRef();
		return (ref != null) ? ref : "";
	}

	/** When a snapshot says nothing that could be scored. */
	static boolean ignores(@Nullable ApplicationSnapshot application) {
		return application == null || application.getMaterial() == MaterialState.PENDING
				|| application.getMaterial() == MaterialState.UNKNOWN
				|| application.getState() == io.claraconnect.schemas.ApplicationState.GONE;
	}

	private Instant now() {
		return this.clock.instant();
	}

}
