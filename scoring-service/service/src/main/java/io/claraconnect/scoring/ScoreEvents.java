package io.claraconnect.scoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.EvidenceSpan;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.ScoreOutcome;
import io.claraconnect.schemas.ScoredRequirement;
import io.claraconnect.schemas.ScreeningScore;
import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.ScoreReport;
import org.jspecify.annotations.Nullable;

/** Makes events of scores; pure. */
final class ScoreEvents {

	private ScoreEvents() {
	}

	/** A score that says why there is no number. */
	static ScreeningScore without(ScoreOutcome outcome, Scored scored) {
		return base(scored).setOutcome(outcome).setNeedsReview(true).setFlags(List.of(outcome.name())).build();
	}

	/** A score with its report. */
	static ScreeningScore with(ScoreReport report, ReadMaterial material, @Nullable String explanationRef,
			Scored scored) {
		List<ScoredRequirement> requirements = new ArrayList<>();
		Map<String, Requirement> byId = new HashMap<>();
		report.requirements().forEach((requirement) -> byId.put(requirement.id(), requirement));
		for (RequirementMatch match : report.matches()) {
			Requirement requirement = byId.get(match.requirementId());
			if (requirement != null) {
				requirements.add(requirement(requirement, match, material));
			}
		}
		return base(scored).setOutcome(ScoreOutcome.SCORED)
			.setTotalTenths(report.totalTenths())
			.setNeedsReview(report.needsReview())
			.setFlags(report.flags().stream().map(Enum::name).toList())
			.setRequirements(requirements)
			.setExplanationRef(explanationRef)
			.setInputDigests(material.inputDigests())
			.build();
	}

	/**
	 * The same score under an alias, without any id of the vendor or reference that leads
	 * to a person.
	 */
	static ScreeningScore forHistory(ScreeningScore score, String alias) {
		return ScreeningScore.newBuilder(score)
			.setApplicationId(alias)
			.setCandidateId("")
			.setDossierRef("")
			.setExplanationRef(null)
			.setRequirements(score.getRequirements()
				.stream()
				.map((requirement) -> ScoredRequirement.newBuilder(requirement).setEvidence(List.of()).build())
				.toList())
			.build();
	}

	static Outcome outcome(ApplicationSnapshot application, String code, Instant now) {
		return Outcome.newBuilder()
			.setOrganisationId(application.getOrganisationId())
			.setIntegrationId(application.getIntegrationId())
			.setSubject("application:" + application.getApplicationId())
			.setApplicationId(application.getApplicationId())
			.setService("scoring-service")
			.setStep("SCORED")
			.setCode(code)
			.setAt(now)
			.build();
	}

	private static ScreeningScore.Builder base(Scored scored) {
		ApplicationSnapshot application = scored.application();
		return ScreeningScore.newBuilder()
			.setOrganisationId(application.getOrganisationId())
			.setIntegrationId(application.getIntegrationId())
			.setAts(application.getAts())
			.setApplicationId(application.getApplicationId())
			.setCandidateId(application.getCandidateId())
			.setJobId(application.getJobId())
			.setScoreId(scored.scoreId())
			.setSupersedes(scored.supersedes())
			.setModelVersion(scored.modelVersion())
			.setJobTextRef(scored.jobTextRef())
			.setDossierRef((application.getDossierRef() != null) ? application.getDossierRef() : "")
			.setAsOf(scored.asOf())
			.setApplicationRevision(application.getRevision())
			.setCreatedAt(scored.now());
	}

	private static ScoredRequirement requirement(Requirement requirement, RequirementMatch match,
			ReadMaterial material) {
		return ScoredRequirement.newBuilder()
			.setRequirementId(requirement.id())
			.setCategory(requirement.category().name())
			.setImportance(requirement.importance().name())
			.setWeight(requirement.weight())
			.setVerdict(match.verdict().name())
			.setStrength(match.strength())
			.setEvidence(match.evidence().stream().map((evidence) -> span(evidence, material)).toList())
			.build();
	}

	private static EvidenceSpan span(Evidence evidence, ReadMaterial material) {
		return EvidenceSpan.newBuilder()
			.setTextRef(material.refOf(evidence))
			.setSource(evidence.source().name())
			.setKind(evidence.kind().name())
			.setStart(evidence.start())
			.setEnd(evidence.end())
			.setStrength(evidence.strength())
			.build();
	}

	/**
	 * What every score of one run has in common.
	 *
	 * @param application the snapshot
	 * @param job the job
	 * @param scoreId id of the score
	 * @param supersedes id of the score before, or null
	 * @param modelVersion the model
	 * @param jobTextRef the job text, or empty
	 * @param asOf what "present" means
	 * @param now when it was scored
	 */
	record Scored(ApplicationSnapshot application, JobSnapshot job, String scoreId, @Nullable String supersedes,
			String modelVersion, String jobTextRef, LocalDate asOf, Instant now) {

		Scored at(Instant time) {
			return new Scored(this.application, this.job, this.scoreId, this.supersedes, this.modelVersion,
					this.jobTextRef, this.asOf, time);
		}

	}

}
