package io.claraconnect.scoring.engine.match;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.claraconnect.scoring.engine.ScoringEngine;
import io.claraconnect.scoring.engine.ScoringInput;
import io.claraconnect.scoring.engine.ScoringOutcome;
import io.claraconnect.scoring.engine.deidentify.BlindMaterial;
import io.claraconnect.scoring.engine.deidentify.Deidentifier;
import io.claraconnect.scoring.engine.embed.SentenceEmbedder;
import io.claraconnect.scoring.engine.embed.SentenceVector;
import io.claraconnect.scoring.engine.report.Aggregation;
import io.claraconnect.scoring.engine.report.CanonicalReport;
import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.report.Flag;
import io.claraconnect.scoring.engine.report.Requirement;
import io.claraconnect.scoring.engine.report.RequirementMatch;
import io.claraconnect.scoring.engine.report.ScoreReport;
import io.claraconnect.scoring.engine.requirements.JobRequirements;
import io.claraconnect.scoring.engine.requirements.RequirementExtractor;
import io.claraconnect.scoring.engine.text.Language;
import io.claraconnect.scoring.engine.text.Passage;
import io.claraconnect.scoring.engine.text.Passages;
import io.claraconnect.scoring.engine.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * The engine: masks the person, reads the requirements, finds evidence for each, and adds
 * up. Keeps no state but the embedding model.
 */
public final class EvidenceScorer implements ScoringEngine {

	private static final String NAME = "clara-evidence-0.1.0";

	private static final int MAX_EMBEDDED = 160;

	private static final int MIN_EMBEDDED_WORDS = 3;

	private static final int LITTLE = 300;

	private final SentenceEmbedder embedder;

	private final String modelVersion;

	/** An engine on an embedding model. */
	public EvidenceScorer(SentenceEmbedder embedder) {
		this.embedder = embedder;
		String parts = String.join("\n", NAME, Deidentifier.VERSION, Words.VERSION, Passages.VERSION,
				RequirementExtractor.VERSION, RequirementMatcher.VERSION, Aggregation.VERSION, Calibration.VERSION,
				Integrity.VERSION, embedder.version());
		this.modelVersion = NAME + "+" + CanonicalReport.sha256(parts).substring(0, 12);
	}

	@Override
	public String modelVersion() {
		return this.modelVersion;
	}

	@Override
	public List<Requirement> requirements(String jobTitle, String jobText) {
		return RequirementExtractor.extract(jobTitle, jobText).requirements();
	}

	@Override
	public ScoringOutcome score(ScoringInput input) {
		String resume = input.resume();
		if (resume == null || resume.isBlank()) {
			return new ScoringOutcome.NotScored(ScoringOutcome.Reason.NO_RESUME);
		}
		ScoringInput.Rubric rubric = input.rubric();
		JobRequirements job = (rubric == null) ? RequirementExtractor.extract(input.jobTitle(), input.jobText())
				: new JobRequirements(Aggregation.weighed(rubric.requirements()), false);
		if (job.requirements().stream().allMatch((requirement) -> requirement.weight() == 0)) {
			return new ScoringOutcome.NotScored(ScoringOutcome.Reason.NO_REQUIREMENTS);
		}
		return new ScoringOutcome.Scored(report(input, job, BlindMaterials.of(input, resume)));
	}

	private ScoreReport report(ScoringInput input, JobRequirements job, BlindMaterial material) {
		String given = input.language();
		String language = (given != null) ? given : Language.guess(material.resume().text());
		boolean meaning = this.embedder.knows(language) && knowsJob(job.requirements());
		List<Place> places = places(material, meaning);
		RequirementMatcher matcher = new RequirementMatcher(places, BlindMaterials.answers(input, material),
				input.asOf(), language);
		List<RequirementMatch> matches = questions(job.requirements(), meaning).stream().map(matcher::match).toList();
		Set<Flag> flags = flags(input, job, material, matches);
		if (!meaning) {
			flags.add(Flag.LANGUAGE_NOT_SUPPORTED_BY_MODEL);
		}
		if (!matcher.hasWorkDates()) {
			flags.add(Flag.NO_WORK_DATES);
		}
		ScoringInput.Rubric rubric = input.rubric();
		return new ScoreReport(Aggregation.totalTenths(job.requirements(), matches), job.requirements(), matches,
				List.copyOf(flags), flags.stream().anyMatch(Flag::needsReview), this.modelVersion,
				(rubric == null) ? null : rubric.version(), language, input.asOf());
	}

	/**
	 * A job too terse to tell its language is taken to be in a language that the model
	 * knows.
	 */
	private boolean knowsJob(List<Requirement> requirements) {
		String language = Language.guess(String.join("\n", requirements.stream().map(Requirement::text).toList()));
		return Language.UNKNOWN.equals(language) || this.embedder.knows(language);
	}

	private List<Question> questions(List<Requirement> requirements, boolean meaning) {
		List<SentenceVector> vectors = meaning
				? this.embedder.embed(requirements.stream().map(Requirement::text).toList()) : List.of();
		List<Question> questions = new ArrayList<>();
		for (int i = 0; i < requirements.size(); i++) {
			questions.add(Question.of(requirements.get(i), meaning ? vectors.get(i) : null));
		}
		return questions;
	}

	private List<Place> places(BlindMaterial material, boolean meaning) {
		List<Place> places = new ArrayList<>();
		add(Evidence.Source.RESUME, 0, material.resume().text(), meaning, places);
		add(Evidence.Source.COVER_LETTER, 0, material.coverLetter().text(), meaning, places);
		for (int part = 0; part < material.answers().size(); part++) {
			add(Evidence.Source.ANSWER, part, material.answers().get(part).text(), meaning, places);
		}
		return places;
	}

	private void add(Evidence.Source source, int part, String text, boolean meaning, List<Place> places) {
		List<Passage> passages = Passages.of(text);
		List<Passage> embedded = meaning ? passages.stream()
			.filter((passage) -> passage.text().split(" ").length >= MIN_EMBEDDED_WORDS)
			.limit(MAX_EMBEDDED)
			.toList() : List.of();
		List<SentenceVector> vectors = this.embedder.embed(embedded.stream().map(Passage::text).toList());
		int next = 0;
		for (Passage passage : passages) {
			@Nullable SentenceVector vector = null;
			if (next < embedded.size() && embedded.get(next) == passage) {
				vector = vectors.get(next++);
			}
			places.add(Place.of(source, part, passage, vector));
		}
	}

	private static Set<Flag> flags(ScoringInput input, JobRequirements job, BlindMaterial material,
			List<RequirementMatch> matches) {
		Set<Flag> flags = EnumSet.noneOf(Flag.class);
		flags.addAll(input.materialFlags());
		List<String> texts = new ArrayList<>(List.of(material.resume().text(), material.coverLetter().text()));
		material.answers().forEach((answer) -> texts.add(answer.text()));
		if (Integrity.speaksToAMachine(texts)) {
			flags.add(Flag.INSTRUCTION_LIKE_TEXT);
		}
		if (Integrity.copiesTheAd(job.requirements(), material.resume().text())) {
			flags.add(Flag.AD_TEXT_COPIED);
		}
		if (job.requirements().size() < 4) {
			flags.add(Flag.FEW_REQUIREMENTS);
		}
		if (job.namesProtectedTrait()) {
			flags.add(Flag.PROTECTED_TRAIT_IN_AD);
		}
		if (material.resume().text().strip().length() < LITTLE) {
			flags.add(Flag.LITTLE_MATERIAL);
		}
		for (int i = 0; i < matches.size(); i++) {
			if (Aggregation.isDeniedMust(job.requirements().get(i), matches.get(i))) {
				flags.add(Flag.REQUIRED_POINT_DENIED);
			}
		}
		return flags;
	}

}
