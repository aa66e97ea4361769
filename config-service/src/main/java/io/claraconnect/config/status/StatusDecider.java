package io.claraconnect.config.status;

import java.util.Optional;

import io.claraconnect.config.status.KnownApplication.Decision;
import io.claraconnect.config.status.KnownApplication.InAts;
import io.claraconnect.config.status.KnownApplication.Key;
import io.claraconnect.config.status.KnownApplication.Origin;
import io.claraconnect.config.status.KnownApplication.Score;
import org.jspecify.annotations.Nullable;

/**
 * Decides statuses; pure. The band comes from score and threshold. A person's decision
 * stays until a person changes it, here or by moving the application in the ATS to a
 * stage that stands for a status; a later score only marks it. What is not newer than
 * what is known changes nothing.
 */
final class StatusDecider {

	private StatusDecider() {
	}

	/**
	 * What a score changes: the application with the score, if it is newer than the known
	 * one.
	 */
	static Optional<KnownApplication> scored(KnownApplication known, Score score) {
		Score before = known.score();
		if (before != null && (score.applicationRevision() < before.applicationRevision()
				|| score.scoreId().equals(before.scoreId())
				|| (score.applicationRevision() == before.applicationRevision()
						&& score.createdAt().isBefore(before.createdAt())))) {
			return Optional.empty();
		}
		return Optional.of(known.with(score));
	}

	/**
	 * What a snapshot changes: the application with it, if it is newer than the known
	 * one. What came in by a backfill stays so: a later live change does not release it.
	 */
	static Optional<KnownApplication> changedInAts(KnownApplication known, Key key, InAts inAts) {
		boolean backfill = inAts.backfill() || known.inAts().backfill();
		return (inAts.revision() > known.inAts().revision()) ? Optional.of(known.with(key, inAts.with(backfill)))
				: Optional.empty();
	}

	/**
	 * The decision that follows from what is known.
	 * @param before the application before the change
	 * @param now the application after the change
	 * @param rules what the admin set
	 * @return empty when there is nothing to decide on yet, or nothing differs from what
	 * was published
	 */
	static Optional<Decision> decide(KnownApplication before, KnownApplication now, StatusRules rules) {
		Decision last = now.decision();
		if (!rules.tracked() || now.inAts().revision() == 0) {
			return Optional.empty();
		}
		Optional<Decision> decision = byStage(before, now, rules).or(() -> standing(now, rules))
			.or(() -> byScore(now, rules));
		return decision.filter((next) -> !next.equals(last));
	}

	/**
	 * The decision of a person.
	 * @return empty when it changes nothing
	 */
	static Optional<Decision> byPerson(KnownApplication known, Status status, String person,
			@Nullable String reasonCode, StatusRules rules) {
		Score score = known.score();
		Decision next = new Decision(status, Origin.PERSON, (score != null) ? score.scoreId() : null, rules.threshold(),
				held(known, rules), false, known.inAts().state(), known.inAts().stageId(), person, reasonCode);
		return next.equals(known.decision()) ? Optional.empty() : Optional.of(next);
	}

	private static Optional<Decision> byStage(KnownApplication before, KnownApplication now, StatusRules rules) {
		String stageId = now.inAts().stageId();
		if (stageId == null || stageId.equals(before.inAts().stageId()) || before.inAts().revision() == 0) {
			return Optional.empty();
		}
		Decision last = now.decision();
		Status mapped = rules.stageStatuses().get(stageId);
		if (mapped == null || (last != null && last.status() == mapped)) {
			return Optional.empty();
		}
		Score score = now.score();
		return Optional.of(new Decision(mapped, Origin.ATS, (score != null) ? score.scoreId() : null, rules.threshold(),
				held(now, rules), false, now.inAts().state(), stageId, null, null));
	}

	/**
	 * A decision of a person or of the ATS stays; only what goes along with it is brought
	 * up to date.
	 */
	private static Optional<Decision> standing(KnownApplication now, StatusRules rules) {
		Decision last = now.decision();
		if (last == null || last.origin() == Origin.SCORE) {
			return Optional.empty();
		}
		Score score = now.score();
		boolean changed = last.scoreChanged() || (score != null && !score.scoreId().equals(last.scoreId()));
		return Optional
			.of(new Decision(last.status(), last.origin(), last.scoreId(), last.threshold(), held(now, rules), changed,
					now.inAts().state(), now.inAts().stageId(), last.decidedBy(), last.reasonCode()));
	}

	/**
	 * A score against another job says nothing about this one: the application was moved,
	 * its new score is to come.
	 */
	private static Optional<Decision> byScore(KnownApplication now, StatusRules rules) {
		Score score = now.score();
		if (score == null || !score.jobId().equals(now.key().jobId())) {
			return Optional.empty();
		}
		return band(score, rules.threshold()).map((status) -> new Decision(status, Origin.SCORE, score.scoreId(),
				rules.threshold(), held(now, rules), false, now.inAts().state(), now.inAts().stageId(), null, null));
	}

	static Optional<Status> band(Score score, int threshold) {
		Integer total = score.totalTenths();
		return switch (score.outcome()) {
			case "SCORED" -> (total == null) ? Optional.empty()
					: Optional.of((total >= threshold * 10) ? Status.PRE_QUALIFIED : Status.NOT_QUALIFIED);
			case "NO_RESUME" -> Optional.of(Status.NO_RESUME);
			case "UNREADABLE" -> Optional.of(Status.UNREADABLE);
			default -> Optional.empty();
		};
	}

	private static boolean held(KnownApplication known, StatusRules rules) {
		return known.inAts().backfill() && !rules.backfillReleased();
	}

}
